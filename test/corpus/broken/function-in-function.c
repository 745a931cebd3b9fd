#include <Python.h>
static int outer(void)
{
    int inner(int x) { Py_BEGIN_ALLOW_THREADS return x; }
    return inner(1);
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
