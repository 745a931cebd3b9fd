// A wait in the head of a `for`: before its first turn, at the beginning of each, or at the end of each.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *count(Pipe *self, PyObject *unused)
{
    char byte[1];
    ssize_t n, sum = 0;
    int i;

    for (i = 0; read(self->fd, byte, 1) > 0; i++) {
//              ^^^^ info[blocking-call-with-gil]
        if (byte[0] == ' ')
            continue;
        sum++;
    }
    for (n = read(self->fd, byte, 1); n > 0; n = read(self->fd, byte, 1)) {
//           ^^^^ info[blocking-call-with-gil]
//                                               ^^^^ info[blocking-call-with-gil]
        sum += n;
    }
    for (i = 0; i < 9 && (n = read(self->fd, byte, 1)) > 0; i++)
//                            ^^^^ info[blocking-call-with-gil]
        sum += n;
    return PyLong_FromSsize_t(sum);
}

static PyMethodDef methods[] = {
    {"count", (PyCFunction)count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
