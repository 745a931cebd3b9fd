#include <Python.h>
static void a(void);
static void b(void) { a(); }
static void a(void) { b(); a(); Py_BEGIN_ALLOW_THREADS b(); Py_END_ALLOW_THREADS }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
