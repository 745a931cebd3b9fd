// A definition in the style of the seventies, and a return type on a line of its own.
#include <Python.h>

extern int crunch();

static PyObject *
run(self, args)
    PyObject *self;
    PyObject *args;
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch();
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
