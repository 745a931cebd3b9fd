// The field is emptied while the GIL is still held, or a lock is, or what ends it runs with the GIL: nobody does it twice.
#include <Python.h>
#include <unistd.h>

typedef struct device Device;
extern int device_read(Device *device, char *buffer);
extern void device_finish(Device *device);

typedef struct {
    PyObject_HEAD
    int fd;
    Device *device;
    PyThread_type_lock lock;
} Port;

static PyObject *port_close(Port *self, PyObject *unused)
{
    int fd = self->fd;

    if (fd >= 0) {
        self->fd = -1;
        Py_BEGIN_ALLOW_THREADS
        close(fd);
        Py_END_ALLOW_THREADS
    }
    Py_RETURN_NONE;
}

static PyObject *port_close_locked(Port *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(self->lock, WAIT_LOCK);
    Py_END_ALLOW_THREADS
    if (self->fd >= 0) {
        Py_BEGIN_ALLOW_THREADS
        close(self->fd);
        Py_END_ALLOW_THREADS
        self->fd = -1;
    }
    PyThread_release_lock(self->lock);
    Py_RETURN_NONE;
}

static PyObject *port_read(Port *self, PyObject *unused)
{
    char buffer[64];
    int n;

    if (self->device == NULL)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    n = device_read(self->device, buffer);
    Py_END_ALLOW_THREADS
    if (n < 0) {
        device_finish(self->device);
//      ^^^^^^^^^^^^^ info[blocking-call-with-gil]
        self->device = NULL;
    }
    return PyBytes_FromStringAndSize(buffer, n);
}

static void port_dealloc(Port *self)
{
    if (self->fd >= 0) {
        Py_BEGIN_ALLOW_THREADS
        close(self->fd);
        Py_END_ALLOW_THREADS
        self->fd = -1;
    }
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static void port_gone(Port *self)
{
    if (self->device) {
        Py_BEGIN_ALLOW_THREADS
        device_finish(self->device);
        Py_END_ALLOW_THREADS
        self->device = NULL;
    }
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int port_init(Port *self, PyObject *args, PyObject *kwargs)
{
    self->fd = -1;
    return 0;
}
