// Half typed: the end of the region is not there yet. The next function does not suffer.
// does-not-compile: the point of it
#include <Python.h>

extern int crunch(int part);

static PyObject *half_typed(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(1);
    return NULL;
//  ^^^^^^^^^^^^ error[exit-without-reacquire]
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyErr_Clear();
    Py_BEGIN_ALLOW_THREADS
    crunch(1);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
