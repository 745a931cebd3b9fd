// The macros are braces: a region can be all that an else or a loop runs.
#include <Python.h>

extern double dot(long n);

static PyObject *sum(PyObject *self, PyObject *args)
{
    long n;
    double value = 0.0;

    if (!PyArg_ParseTuple(args, "l", &n))
        return NULL;
    if (n == 0)
        value = 1.0;
    else
        Py_BEGIN_ALLOW_THREADS
        value = dot(n);
        Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(value);
}

static PyObject *sum_of_many(PyObject *self, PyObject *args)
{
    long n;
    double value = 0.0;

    if (!PyArg_ParseTuple(args, "l", &n))
        return NULL;
    for (; n > 0; n--)
        if (n % 2)
            Py_BEGIN_ALLOW_THREADS
            value += dot(n);
            Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(value);
}

static PyObject *sum_of_object(PyObject *self, PyObject *number)
{
    double value = 0.0;

    if (number != Py_None)
        Py_BEGIN_ALLOW_THREADS
        value = PyFloat_AsDouble(number);
//              ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
        Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(value);
}
