// Near miss: qsort calls back on the calling thread, in the state the caller has.
#include <Python.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    return PyObject_RichCompareBool(*(PyObject **)left, *(PyObject **)right, Py_LT) ? -1 : 1;
}

static PyObject *sort(PyObject **items, size_t n)
{
    qsort(items, n, sizeof(*items), compare);
    return PyErr_Occurred() ? NULL : PyLong_FromSize_t(n);
}
