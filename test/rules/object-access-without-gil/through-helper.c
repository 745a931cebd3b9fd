// A helper that only reads the object's memory, called in the region: the milder rule, not the error.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static void crunch_bytes(PyObject *bytes)
{
    crunch(PyBytes_AS_STRING(bytes), 10);
}

static PyObject *run(PyObject *self, PyObject *bytes)
{
    Py_BEGIN_ALLOW_THREADS
    crunch_bytes(bytes);
//  ^^^^^^^^^^^^ todo warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
