#include <Python.h>
#
#def
#define
#define A(
#define B(x,
#include
#include <
#include "
#if
#endif
#ifdef
#endif
#pragma

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
