// Waits in conditions that are asked again, or not always, or hang on an else: no region in front would be the same.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
    ssize_t count;
} Pipe;

static PyObject *read_all(Pipe *self, PyObject *unused)
{
    char byte[1];
    ssize_t n = 0;

    while ((n = read(self->fd, byte, 1)) > 0)
//              ^^^^ info[blocking-call-with-gil]
        self->count += n;
    if (self->fd == 2 || (n = read(self->fd, byte, 1)) < 0)
//                            ^^^^ info[blocking-call-with-gil]
        return NULL;
    if (n == 0)
        n = 1;
    else if ((self->count = read(self->fd, byte, 1)) == 1) {
//                          ^^^^ info[blocking-call-with-gil]
        n = 2;
    }
    return PyBytes_FromStringAndSize(byte, n);
}

static PyMethodDef methods[] = {
    {"read_all", (PyCFunction)read_all, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
