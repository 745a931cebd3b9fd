// NumPy's accessors read the array object; the data they point to is plain memory.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
} PyArrayObject;

typedef Py_ssize_t npy_intp;

extern void *PyArray_DATA(PyArrayObject *array);
extern npy_intp PyArray_SIZE(PyArrayObject *array);
extern double total(const double *data, npy_intp n);

static PyObject *sum(PyObject *self, PyArrayObject *array)
{
    const double *data = PyArray_DATA(array);
    double result;
    npy_intp size = PyArray_SIZE(array);

    Py_BEGIN_ALLOW_THREADS
    result = total(data, size);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
