// A wait behind `&&`, `||` or `?`: what decides whether it is run is asked in front, and the wait run where it says so.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
    PyObject *name;
} Pipe;

static int wait_for(int fd, char *byte)
{
    return (int)read(fd, byte, 1);
}

static PyObject *finish(Pipe *self, PyObject *unused)
{
    int result;
    int holds;
    int result2;
    Py_BEGIN_ALLOW_THREADS
    result = self->fd >= 0 && fsync(self->fd) < 0;
    Py_END_ALLOW_THREADS
    if (result)
        return PyErr_SetFromErrno(PyExc_OSError);
    holds = PyErr_CheckSignals() == 0;
    if (holds) {
        Py_BEGIN_ALLOW_THREADS
        result2 = fsync(self->fd);
        Py_END_ALLOW_THREADS
    }
    if (holds && (result2 < 0 || PyErr_Occurred() != NULL))
        return NULL;
    holds = PyErr_Occurred() != 0;
    if (!holds) {
        Py_BEGIN_ALLOW_THREADS
        result2 = fsync(self->fd);
        Py_END_ALLOW_THREADS
    }
    if (holds || result2) {
        return NULL;
    } else {
        holds = PyObject_IsTrue(self->name) && self->fd > 0;
        if (holds) {
            Py_BEGIN_ALLOW_THREADS
            result2 = fsync(self->fd);
            Py_END_ALLOW_THREADS
        }
        if (holds && result2 < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static PyObject *count(Pipe *self, PyObject *bytes)
{
    char byte[1];
    ssize_t n = 0, sum = 0;
    int holds;
    char *data;
    int holds2;
    ssize_t result;
    int result2;
    int holds3;
    int result3;

    for (;;) {
        holds = PyErr_CheckSignals() == 0;
        if (holds) {
            Py_BEGIN_ALLOW_THREADS
            n = read(self->fd, byte, 1);
            Py_END_ALLOW_THREADS
        }
        if (!(holds && n > 0))
            break;
        sum += n;
    }
    holds2 = PyBytes_Check(bytes) != 0;
    if (holds2) {
        data = PyBytes_AS_STRING(bytes);
        Py_BEGIN_ALLOW_THREADS
        result = read(self->fd, data, 1);
        Py_END_ALLOW_THREADS
    }
    n = holds2 ? result : -1;
    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        result2 = sum > 9 && read(self->fd, byte, 1) > 0;
        Py_END_ALLOW_THREADS
        if (!result2)
            break;
        sum--;
    }
    holds3 = PyObject_IsTrue(bytes) == 0;
    if (!holds3) {
        Py_BEGIN_ALLOW_THREADS
        result3 = wait_for(self->fd, byte);
        Py_END_ALLOW_THREADS
    }
    return holds3 || result3 ? PyLong_FromSsize_t(n) : PyLong_FromSsize_t(sum);
}

static int is_done(Pipe *self)
{
    char byte[1];
    int holds;
    int result;

    holds = self->name != Py_None && PyObject_IsTrue(self->name);
    if (holds) {
        Py_BEGIN_ALLOW_THREADS
        result = wait_for(self->fd, byte);
        Py_END_ALLOW_THREADS
    }
    return holds && result;
}

static PyObject *done(Pipe *self, PyObject *unused)
{
    return PyBool_FromLong(is_done(self));
}

static PyMethodDef methods[] = {
    {"finish", (PyCFunction)finish, METH_NOARGS, ""},
    {"count", (PyCFunction)count, METH_O, ""},
    {"done", (PyCFunction)done, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
