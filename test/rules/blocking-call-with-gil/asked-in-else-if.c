// What hangs on an `else` gets braces of its own, with the region and the rest of the chain in them.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *peek(Pipe *self, PyObject *unused)
{
    char byte[1];
    ssize_t n = 0;

    if (self->fd < 0) {
        n = 1;
    } else if ((n = read(self->fd, byte, 1)) < 0) {
//                  ^^^^ info[blocking-call-with-gil]
        /* what went wrong
           is in errno */
        return PyErr_SetFromErrno(PyExc_OSError);
    } else if (n == 0)
        return PyErr_NoMemory();
    else {
        n = 2;
    }
    return PyLong_FromSsize_t(n);
}

static PyMethodDef methods[] = {
    {"peek", (PyCFunction)peek, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
