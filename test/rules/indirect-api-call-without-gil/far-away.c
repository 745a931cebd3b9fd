// Six calls down it is told; farther away it is a guess, which is reported at low confidence only.
// min-confidence: medium
#include <Python.h>

static PyObject *hook;

static int g(int n) { if (n > 7) Py_XDECREF(PyObject_CallNoArgs(hook)); return n; }
static int f(int n) { return n > 6 ? g(n) : n; }
static int e(int n) { return n > 5 ? f(n) : n; }
static int d(int n) { return n > 4 ? e(n) : n; }
static int c(int n) { return n > 3 ? d(n) : n; }
static int b(int n) { return n > 2 ? c(n) : n; }
static int a(int n) { return n > 1 ? b(n) : n; }

PyObject *near_by(PyObject *self, PyObject *args)
{
    int n;

    Py_BEGIN_ALLOW_THREADS
    n = b(3);
//      ^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

PyObject *far_away(PyObject *self, PyObject *args)
{
    int n;

    Py_BEGIN_ALLOW_THREADS
    n = a(3);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
