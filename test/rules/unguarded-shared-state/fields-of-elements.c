// A thread writes one field of the elements of an array; with the GIL held another field of them is read, or the same.
// min-confidence: medium
#include <Python.h>
#include <poll.h>
#include <pthread.h>

#define FIRST 2

static struct pollfd watched[64];
static struct pollfd shared[64];

static void *loop(void *count)
{
    for (;;)
        for (int i = 0; i < *(int *)count; i++) {
            watched[FIRST + i].events = i % 2 ? POLLIN : 0;
            shared[FIRST + i].events = i % 2 ? POLLIN : 0;
//          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[unguarded-shared-state]
        }
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    static int count = 10;
    pthread_t thread;

    pthread_create(&thread, NULL, loop, &count);
    Py_RETURN_NONE;
}

static PyObject *descriptor_of(PyObject *self, PyObject *number)
{
    long i = PyLong_AsLong(number);

    return PyLong_FromLong(watched[FIRST + i].fd);
}

static PyObject *events_of(PyObject *self, PyObject *number)
{
    long i = PyLong_AsLong(number);

    return PyLong_FromLong(shared[FIRST + i].events);
}

static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, NULL},
    {"descriptor_of", descriptor_of, METH_O, NULL},
    {"events_of", events_of, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
