#include <Python.h>
static int cut(int x)
{
#ifdef A
    if (x) {
#else
    if (!x) {
#endif
        x = 1;
#ifndef A
    } else {
        x = 2;
#endif
    }
    return x;
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
