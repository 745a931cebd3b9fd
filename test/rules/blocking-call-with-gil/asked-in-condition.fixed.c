// A condition asks for the wait itself: what it gives is kept in a variable, one for all in a block.
#include <Python.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
    ssize_t count;
    struct stat info;
} Pipe;

static int wait_for(int fd, char *byte)
{
    return (int)read(fd, byte, 1);
}

static PyObject *look(Pipe *self, PyObject *unused)
{
    int result;
    char byte[1];
    int result2;

    Py_BEGIN_ALLOW_THREADS
    result2 = fstat(self->fd, &self->info);
    Py_END_ALLOW_THREADS
    if (-1 == result2) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    result = self->fd;
    Py_BEGIN_ALLOW_THREADS
    result2 = wait_for(self->fd, byte);
    Py_END_ALLOW_THREADS
    if (!result2)
        return NULL;
    if (self->fd > 0) {
        Py_BEGIN_ALLOW_THREADS
        result2 = fsync(self->fd);
        Py_END_ALLOW_THREADS
        switch (result2) {
        case 0:
            break;
        default:
            return NULL;
        }
    }
    return PyLong_FromLong(result);
}

static PyObject *keep(Pipe *self, PyObject *unused)
{
    char byte[1];
    ssize_t result;

    Py_BEGIN_ALLOW_THREADS
    result = read(self->fd, byte, 1);
    Py_END_ALLOW_THREADS
    if ((self->count = result) < 0 || self->fd == 2)
        return PyErr_SetFromErrno(PyExc_OSError);
    do {
        byte[0] = 0;
        Py_BEGIN_ALLOW_THREADS
        result = read(self->fd, byte, 1);
        Py_END_ALLOW_THREADS
    } while (result > 0);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"look", (PyCFunction)look, METH_NOARGS, ""},
    {"keep", (PyCFunction)keep, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
