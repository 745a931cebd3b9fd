#include <Python.h>
#define RELEASE RELEASE_AGAIN
#define RELEASE_AGAIN RELEASE
#define Py_BEGIN_ALLOW_THREADS Py_BEGIN_ALLOW_THREADS
static void f(void) { RELEASE g(); RELEASE_AGAIN }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
