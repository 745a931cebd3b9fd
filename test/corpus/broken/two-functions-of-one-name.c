#include <Python.h>
static void same(void) { PyErr_Clear(); }
static void same(void) { same(); }
static void same(int x) { same(x); }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
