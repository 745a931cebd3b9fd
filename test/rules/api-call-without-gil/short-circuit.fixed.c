// The right side of && runs where the left side was true; `n` says nothing about the GIL.
#include <Python.h>

extern int next_event(void);

static PyObject *events(PyObject *self, PyObject *unused)
{
    int n;

    Py_BEGIN_ALLOW_THREADS
    n = next_event();
    Py_END_ALLOW_THREADS
    if (n < 0 && PyErr_ExceptionMatches(PyExc_OSError))
        n = 0;
    n = n > 3 ? (int)PyThreadState_Get()->id : n;
    return PyLong_FromLong(n);
}
