// Two assignments are not worth two switches.
#include <Python.h>

static PyObject *middle(double low, double high)
{
    double sum, half;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ hint[empty-region]
    sum = low + high;
    half = sum / 2;
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(half);
}
