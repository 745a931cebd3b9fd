#include <Python.h>
static int f(int x)
{
    if (
    for (;;
    switch (x) { case
    return x
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
