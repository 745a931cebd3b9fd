// The statement on the line of the macro is inside the region.
#include <Python.h>

extern double integrate(double from, double to);

static PyObject *area(PyObject *from, PyObject *to)
{
    double result;

    Py_BEGIN_ALLOW_THREADS result = integrate(PyFloat_AsDouble(from), PyFloat_AsDouble(to));
//                                            ^^^^^^^^^^^^^^^^ error[api-call-without-gil] (high)
//                                                                    ^^^^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
