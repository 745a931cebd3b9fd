#include <Python.h>
#define STEP Py_BEGIN_ALLOW_THREADS
#undef STEP
#define STEP Py_END_ALLOW_THREADS
#undef UNKNOWN
#define STEP(x) x
static void f(void) { STEP }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
