// Near miss: no call, but a loop that may run for long.
#include <Python.h>

static PyObject *sum(const double *data, Py_ssize_t n)
{
    double total = 0;

    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < n; i++)
        total += data[i] * data[i];
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(total);
}
