// The wait is handed what belongs to objects: that is read in front of the region.
#include <Python.h>
#include <unistd.h>

static PyObject *fill(PyObject *self, PyObject *args)
{
    PyObject *file, *bytes;
    ssize_t n;

    if (!PyArg_ParseTuple(args, "OS", &file, &bytes))
        return NULL;
    n = read(PyObject_AsFileDescriptor(file), PyBytes_AS_STRING(bytes) + 1, (size_t)PyBytes_GET_SIZE(bytes) - 1);
//      ^^^^ info[blocking-call-with-gil]
    return PyLong_FromSsize_t(n);
}

static PyObject *put(PyObject *self, PyObject *bytes)
{
    int fd = 1;
    ssize_t n = write(fd, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
//              ^^^^^ info[blocking-call-with-gil]

    if (write(fd, PyBytes_AsString(bytes), 1) < 0)
//      ^^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyLong_FromSsize_t(n);
}

static PyMethodDef methods[] = {
    {"fill", fill, METH_VARARGS, ""},
    {"put", put, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
