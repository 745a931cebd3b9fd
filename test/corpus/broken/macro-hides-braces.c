#include <Python.h>
#define BEGIN {
#define END }
static void f(void) BEGIN
    if (1) BEGIN g(); END
END

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
