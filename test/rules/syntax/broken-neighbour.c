// A function that no C compiler takes stands before one that it does.
// does-not-compile: the point of it
#include <Python.h>

extern int crunch(int part);

static PyObject *half_typed(PyObject *self, PyObject *unused)
{
    int status = crunch(
    if (status
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
