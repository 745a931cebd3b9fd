// Near miss: read before the region, used inside.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *bytes)
{
    const char *data = PyBytes_AS_STRING(bytes);
    Py_ssize_t n = PyBytes_GET_SIZE(bytes);

    Py_BEGIN_ALLOW_THREADS
    crunch(data, n);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
