// What a header offers and nobody takes never runs.
#include <Python.h>
#include "compat.h"

static PyObject *open_log(PyObject *self, PyObject *path)
{
    FILE *file = Compat_open(path, "a");
    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
//- compat.h
#include <Python.h>

static inline FILE *Compat_open(PyObject *path, const char *mode)
{
    const char *name = PyUnicode_AsUTF8(path);
    return name == NULL ? NULL : fopen(name, mode);
//                               ^^^^^ info[blocking-call-with-gil]
}

static inline FILE *Compat_reopen(PyObject *path, const char *mode)
{
    const char *name = PyUnicode_AsUTF8(path);
    return name == NULL ? NULL : fopen(name, mode);
}
