// A condition asks for the result of the wait first: it waits in a region in front of the condition.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *read_one(Pipe *self, PyObject *unused)
{
    char byte[1];
    ssize_t n;

    if ((n = read(self->fd, byte, 1)) < 0 && self->fd != 0)
//           ^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyBytes_FromStringAndSize(byte, 1);
}

static int wait_for(Pipe *self, char *byte)
{
    Py_INCREF(self);
    if (self->fd < 0)
        return (int)read(self->fd, byte, 1);
//                  ^^^^ info[blocking-call-with-gil]
    Py_DECREF(self);
    return (int)read(self->fd, byte, 1) == 1 && byte[0] == ')';
//              ^^^^ info[blocking-call-with-gil]
}

static PyObject *wait_byte(Pipe *self, PyObject *unused)
{
    char byte[1];
    return PyLong_FromLong(wait_for(self, byte));
}

static PyMethodDef methods[] = {
    {"read_one", (PyCFunction)read_one, METH_NOARGS, ""},
    {"wait_byte", (PyCFunction)wait_byte, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
