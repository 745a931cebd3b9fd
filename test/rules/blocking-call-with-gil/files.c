// A file is opened and read: the file system may be a slow one. To close it is quick, most times.
#include <Python.h>
#include <stdio.h>

PyObject *first_line(PyObject *self, PyObject *path)
{
    char line[256];
    FILE *file = fopen(PyUnicode_AsUTF8(path), "r");
//               ^^^^^ info[blocking-call-with-gil]

    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (fgets(line, sizeof(line), file) == NULL)
//      ^^^^^ info[blocking-call-with-gil]
        line[0] = '\0';
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil] (low)
    return PyUnicode_FromString(line);
}
