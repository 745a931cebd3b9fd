// The helper opens a region of its own, and uses the C-API only behind it: the region comes first.
#include <Python.h>

extern int deflate_all(const char *value, size_t n);

static int deflate_value(const char *value, size_t n)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(value, n);
    Py_END_ALLOW_THREADS
    if (status != 0)
        PyErr_Format(PyExc_RuntimeError, "deflate: %d", status);
    return status;
}

static PyObject *store(const char *value, size_t n)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = deflate_value(value, n);
//           ^^^^^^^^^^^^^ error[nested-release]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
