// The project has words of its own for a region: what is read in it can be read before them all the same.
#include <Python.h>

#define BEGIN_THREADS Py_BEGIN_ALLOW_THREADS
#define END_THREADS Py_END_ALLOW_THREADS

extern long checksum(const char *bytes, Py_ssize_t size);

static PyObject *
sum(PyObject *self, PyObject *bytes)
{
    long result;

    if (!PyBytes_Check(bytes))
        return PyErr_Format(PyExc_TypeError, "bytes, not %T", bytes);
    BEGIN_THREADS;
    result = checksum("", PyBytes_GET_SIZE(bytes));
//                        ^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    END_THREADS;
    return PyLong_FromLong(result);
}
