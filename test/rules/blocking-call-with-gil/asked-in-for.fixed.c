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
    ssize_t result;
    int result2;

    for (i = 0;; i++) {
        Py_BEGIN_ALLOW_THREADS
        result = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
        if (result <= 0)
            break;
        if (byte[0] == ' ')
            continue;
        sum++;
    }
    Py_BEGIN_ALLOW_THREADS
    n = read(self->fd, byte, 1);
    Py_END_ALLOW_THREADS
    for (; n > 0;) {
        sum += n;
        Py_BEGIN_ALLOW_THREADS
        n = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
    }
    for (i = 0;; i++) {
        Py_BEGIN_ALLOW_THREADS
        result2 = i < 9 && (n = read(self->fd, byte, 1)) > 0;
        Py_END_ALLOW_THREADS
        if (!result2)
            break;
        sum += n;
    }
    return PyLong_FromSsize_t(sum);
}

static PyMethodDef methods[] = {
    {"count", (PyCFunction)count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
