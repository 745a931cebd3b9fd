// The same callback, with the GIL released around qsort.
#include <Python.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    int result = PyObject_RichCompareBool(*(PyObject **)left, *(PyObject **)right, Py_LT) ? -1 : 1;
    PyGILState_Release(gstate);
    return result;
}

static int compare_bytes(const void *left, const void *right)
{
    return *(const char *)left - *(const char *)right;
}

static PyObject *sort(PyObject **items, size_t n, char *bytes)
{
    Py_BEGIN_ALLOW_THREADS
    qsort(items, n, sizeof(*items), compare);
    qsort(bytes, n, 1, compare_bytes);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
