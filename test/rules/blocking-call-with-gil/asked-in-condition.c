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

    if (-1 == fstat(self->fd, &self->info)) {
//            ^^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    result = self->fd;
    if (!wait_for(self->fd, byte))
//       ^^^^^^^^ info[blocking-call-with-gil]
        return NULL;
    if (self->fd > 0)
        switch (fsync(self->fd)) {
//              ^^^^^ info[blocking-call-with-gil]
        case 0:
            break;
        default:
            return NULL;
        }
    return PyLong_FromLong(result);
}

static PyObject *keep(Pipe *self, PyObject *unused)
{
    char byte[1];

    if ((self->count = read(self->fd, byte, 1)) < 0 || self->fd == 2)
//                     ^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromErrno(PyExc_OSError);
    do {
        byte[0] = 0;
    } while (read(self->fd, byte, 1) > 0);
//           ^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"look", (PyCFunction)look, METH_NOARGS, ""},
    {"keep", (PyCFunction)keep, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
