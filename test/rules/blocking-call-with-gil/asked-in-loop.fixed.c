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
    ssize_t result;
    char *data;
    Py_ssize_t size;

    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        n = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
        if (n <= 0)
            break;
        if (byte[0] == ' ')
            continue;
        sum += n;
    }
    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        n = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
        if (!(-1 != n && n != 0))
            break;
        sum += n;
    }
    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        result = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
        if (result <= 0)
            break;
    }
    while (sum < 9 && n > 0) {
        n--;
    }
    for (;;) {
        data = PyBytes_AS_STRING(bytes);
        size = PyBytes_GET_SIZE(bytes);
        Py_BEGIN_ALLOW_THREADS
        n = read(self->fd, data, (size_t)size);
        Py_END_ALLOW_THREADS
        if (n <= 0)
            break;
        sum += n;
    }
    return PyLong_FromSsize_t(sum);
}

static PyMethodDef methods[] = {
    {"count", (PyCFunction)count, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
