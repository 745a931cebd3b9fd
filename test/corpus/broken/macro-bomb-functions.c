#include <Python.h>
#define X0(a) a a
#define X1(a) X0(X0(a))
#define X2(a) X1(X1(a))
#define X3(a) X2(X2(a))
#define X4(a) X3(X3(a))
#define X5(a) X4(X4(a))
#define X6(a) X5(X5(a))
#define X7(a) X6(X6(a))
#define X8(a) X7(X7(a))
#define X9(a) X8(X8(a))
#define X10(a) X9(X9(a))
#define X11(a) X10(X10(a))
static void f(void) { X11(PyErr_Clear();) }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
