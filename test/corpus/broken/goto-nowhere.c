#include <Python.h>
static void f(void)
{
    goto missing;
twice:
    goto twice;
twice:
    goto *computed[1];
last:
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
