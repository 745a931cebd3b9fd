// The wait is handed what belongs to objects: that is read in front of the region.
#include <Python.h>
#include <unistd.h>

static PyObject *fill(PyObject *self, PyObject *args)
{
    PyObject *file, *bytes;
    ssize_t n;
    int fd;
    char *data;
    Py_ssize_t size;

    if (!PyArg_ParseTuple(args, "OS", &file, &bytes))
        return NULL;
    fd = PyObject_AsFileDescriptor(file);
    data = PyBytes_AS_STRING(bytes);
    size = PyBytes_GET_SIZE(bytes);
    Py_BEGIN_ALLOW_THREADS
    n = read(fd, data + 1, (size_t)size - 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *put(PyObject *self, PyObject *bytes)
{
    int fd = 1;
    char *n_data;
    Py_ssize_t n_size;
    ssize_t n;
    char *data;
    ssize_t result;
    n_data = PyBytes_AS_STRING(bytes);
    n_size = PyBytes_GET_SIZE(bytes);
    Py_BEGIN_ALLOW_THREADS
    n = write(fd, n_data, (size_t)n_size);
    Py_END_ALLOW_THREADS

    data = PyBytes_AsString(bytes);
    Py_BEGIN_ALLOW_THREADS
    result = write(fd, data, 1);
    Py_END_ALLOW_THREADS
    if (result < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyLong_FromSsize_t(n);
}

static PyMethodDef methods[] = {
    {"fill", fill, METH_VARARGS, ""},
    {"put", put, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
