// A field is asked, handed to a call in the region, and emptied behind it: two threads that close the object at once close it twice.
#include <Python.h>
#include <unistd.h>

#define NO_DEVICE (-1)

typedef struct device Device;
extern int device_finish(Device *device);

typedef struct {
    PyObject_HEAD
    int fd;
    int other;
    Device *device;
} Port;

static PyObject *port_close(Port *self, PyObject *unused)
{
    if (self->fd != -1) {
        Py_BEGIN_ALLOW_THREADS
        (void)close(self->fd);
//            ^^^^^ info[unguarded-object-state]
        Py_END_ALLOW_THREADS
    }
    self->fd = -1;
    Py_RETURN_NONE;
}

static PyObject *port_detach(Port *self, PyObject *unused)
{
    int failed;

    if (self->device == NULL)
        Py_RETURN_NONE;
    Py_BEGIN_ALLOW_THREADS
    failed = device_finish(self->device);
//           ^^^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    if (failed)
        return PyErr_SetFromErrno(PyExc_OSError);
    self->device = NULL;
    Py_RETURN_NONE;
}

static PyObject *port_end(Port *self, PyObject *unused)
{
    if (self->other >= 0) {
        Py_BEGIN_ALLOW_THREADS
        close(self->other);
//      ^^^^^ info[unguarded-object-state]
        Py_END_ALLOW_THREADS
        self->other = NO_DEVICE;
    }
    Py_RETURN_NONE;
}
