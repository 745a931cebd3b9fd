// Two assignments are not worth two switches.
#include <Python.h>

static PyObject *middle(double low, double high)
{
    double sum, half;

    sum = low + high;
    half = sum / 2;
    return PyFloat_FromDouble(half);
}
