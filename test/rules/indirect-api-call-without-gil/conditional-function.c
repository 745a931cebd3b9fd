// One of two functions is called, chosen in the call itself.
#include <Python.h>

static int quick(int n)
{
    return n + 1;
}

static int careful(int n)
{
    PyErr_CheckSignals();
    return n + 1;
}

static PyObject *run(int n, int fast)
{
    Py_BEGIN_ALLOW_THREADS
    n = (fast ? quick : careful)(n);
//       ^^^^^^^^^^^^^^^^^^^^^^ error[indirect-api-call-without-gil] careful
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
