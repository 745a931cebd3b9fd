// Waits that are asked for in some cases only, or in a head that is more than a condition: no region in front would be the same.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *read_all(Pipe *self, PyObject *bytes)
{
    char byte[1];
    ssize_t n = 0;

    if (PyBytes_Check(bytes) || (self->fd == 2 && (n = read(self->fd, byte, 1)) < 0))
//                                                     ^^^^ info[blocking-call-with-gil]
        return NULL;
    for (int m = (int)read(self->fd, byte, 1); m > 0; m--)
//                    ^^^^ info[blocking-call-with-gil]
        if (byte[0] == 0)
            break;
    for (; n > 0; n = read(self->fd, byte, 1)) {
//                    ^^^^ info[blocking-call-with-gil]
        if (byte[0] == 0)
            continue;
        byte[0] = 0;
    }
    do {
        if (n == 0)
            continue;
    } while ((n = read(self->fd, byte, 1)) < 0);
//                ^^^^ info[blocking-call-with-gil]
    n = read(self->fd, PyBytes_Check(bytes) ? PyBytes_AS_STRING(bytes) : byte, 1);
//      ^^^^ info[blocking-call-with-gil]
    while (
#ifdef SLOWLY
        n > 0 &&
#endif
        (n = read(self->fd, byte, 1)) > 0)
//           ^^^^ info[blocking-call-with-gil]
        byte[0] = 0;
    return PyBytes_FromStringAndSize(byte, n);
}

static PyMethodDef methods[] = {
    {"read_all", (PyCFunction)read_all, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
