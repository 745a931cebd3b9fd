// What runs when the interpreter is gone meets no other thread; a thread of one's own does.
#include <Python.h>
#include <pthread.h>

typedef struct {
    PyObject_HEAD
    int state;
    int count;
} Device;

static Device *devices;

static void shut_down(Device *device)
{
    device->state = device->count;
}

static void at_exit(void)
{
    shut_down(devices);
}

static PyObject *device_state(Device *self, PyObject *unused)
{
    return PyLong_FromLong(self->state);
}

static PyObject *device_count(Device *self, PyObject *unused)
{
    return PyLong_FromLong(self->count);
}

static void *poll_device(void *argument)
{
    Device *device = argument;

    device->count = device->state + 1;
//  ^^^^^^^^^^^^^ info[unguarded-object-state]
    return NULL;
}

int start(pthread_t *thread)
{
    Py_AtExit(at_exit);
    return pthread_create(thread, NULL, poll_device, devices);
}
