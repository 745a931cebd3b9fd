// A wait that an #if decides about: a region around it is there where it is.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
} Pipe;

static PyObject *finish(Pipe *self, PyObject *unused)
{
    int failed = 0;

#ifdef _POSIX_SYNCHRONIZED_IO
    Py_BEGIN_ALLOW_THREADS
    failed = fsync(self->fd);
    Py_END_ALLOW_THREADS
    if (PyErr_CheckSignals() < 0)
        return NULL;
#else
    failed = -1;
#endif
    if (failed)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"finish", (PyCFunction)finish, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
