// Accessors read an object's memory. No count, no error: but the object must not change or go meanwhile.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *bytes)
{
    char *data = PyBytes_AS_STRING(bytes);
    Py_ssize_t size = PyBytes_GET_SIZE(bytes);
    Py_BEGIN_ALLOW_THREADS
    crunch(data, size);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
