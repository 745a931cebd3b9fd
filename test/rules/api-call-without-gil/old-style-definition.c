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
    if (status < 0)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
