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
    if (self->fd >= 0 && fsync(self->fd) < 0)
//                       ^^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    if (PyErr_CheckSignals() == 0 && (fsync(self->fd) < 0 || PyErr_Occurred() != NULL))
//                                    ^^^^^ info[blocking-call-with-gil]
        return NULL;
    if (PyErr_Occurred() || fsync(self->fd)) {
//                          ^^^^^ info[blocking-call-with-gil]
        return NULL;
    } else if (PyObject_IsTrue(self->name) && self->fd > 0 && fsync(self->fd) < 0) {
//                                                            ^^^^^ info[blocking-call-with-gil]
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *count(Pipe *self, PyObject *bytes)
{
    char byte[1];
    ssize_t n = 0, sum = 0;

    while (PyErr_CheckSignals() == 0 && (n = read(self->fd, byte, 1)) > 0)
//                                           ^^^^ info[blocking-call-with-gil]
        sum += n;
    n = PyBytes_Check(bytes) ? read(self->fd, PyBytes_AS_STRING(bytes), 1) : -1;
//                             ^^^^ info[blocking-call-with-gil]
    while (sum > 9 && read(self->fd, byte, 1) > 0) {
//                    ^^^^ info[blocking-call-with-gil]
        sum--;
    }
    return PyObject_IsTrue(bytes) == 0 || wait_for(self->fd, byte) ? PyLong_FromSsize_t(n) : PyLong_FromSsize_t(sum);
//                                        ^^^^^^^^ info[blocking-call-with-gil]
}

static int is_done(Pipe *self)
{
    char byte[1];

    return self->name != Py_None && PyObject_IsTrue(self->name) && wait_for(self->fd, byte);
//                                                                 ^^^^^^^^ info[blocking-call-with-gil]
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
