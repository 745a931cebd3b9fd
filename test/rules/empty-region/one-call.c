// Near miss: a call can be worth it.
#include <Python.h>

extern double integrate(double low, double high);

static PyObject *area(double low, double high)
{
    double result;

    Py_BEGIN_ALLOW_THREADS
    result = integrate(low, high);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
