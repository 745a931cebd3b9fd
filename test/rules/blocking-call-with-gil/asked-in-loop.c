// A loop that asks for a wait in each turn: it waits in a region at the beginning of the turn, so that `continue` waits as well.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *count(Pipe *self, PyObject *bytes)
{
    char byte[1];
    ssize_t n, sum = 0;

    while ((n = read(self->fd, byte, 1)) > 0) {
//              ^^^^ info[blocking-call-with-gil]
        if (byte[0] == ' ')
            continue;
        sum += n;
    }
    while (-1 != (n = read(self->fd, byte, 1)) && n != 0)
//                    ^^^^ info[blocking-call-with-gil]
        sum += n;
    while (read(self->fd, byte, 1) > 0)
//         ^^^^ info[blocking-call-with-gil]
        ;
    while (sum < 9 && n > 0) {
        n--;
    }
    while ((n = read(self->fd, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes))) > 0)
//              ^^^^ info[blocking-call-with-gil]
        sum += n;
    return PyLong_FromSsize_t(sum);
}

static PyMethodDef methods[] = {
    {"count", (PyCFunction)count, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
