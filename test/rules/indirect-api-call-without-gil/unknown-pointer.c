// Near miss: what a pointer from outside points to is not known, and nothing is assumed.
#include <Python.h>

typedef int (*filter_t)(double *data, Py_ssize_t n);

static PyObject *apply(filter_t filter, double *data, Py_ssize_t n)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = filter(data, n);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ok);
}
