// A count of zero only asks whether the descriptor is good.
#include <Python.h>
#include <unistd.h>

static PyObject *probe(PyObject *self, PyObject *args)
{
    int fd;

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
    if (write(fd, NULL, 0) != 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

static PyObject *fill(PyObject *self, PyObject *args)
{
    int fd;
    char buffer[512];

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
    if (read(fd, buffer, sizeof buffer) < 0)
//      ^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}
