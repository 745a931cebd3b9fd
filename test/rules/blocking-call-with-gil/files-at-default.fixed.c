// Near miss: at the default confidence a file opened with the GIL held is not worth a word; a sleep is.
// min-confidence: medium
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

PyObject *touch(PyObject *self, PyObject *path)
{
    FILE *file = fopen(PyUnicode_AsUTF8(path), "a");

    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_BEGIN_ALLOW_THREADS
    fclose(file);
    usleep(1000);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
