// The error return forgets the lock, which other ways out give back: the next to wait for it waits for ever.
#include <Python.h>
#include <pthread.h>

typedef struct { PyObject_HEAD pthread_mutex_t lock; int fd; } Link;

extern int prepare(int fd);

static PyObject *setup(PyObject *op, PyObject *unused)
{
    Link *self = (Link *)op;
    int status;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
    status = prepare(self->fd);
    Py_BLOCK_THREADS
    if (status < 0) {
        PyErr_SetString(PyExc_OSError, "not ready");
        pthread_mutex_unlock(&self->lock);
        return NULL;
    }
    Py_UNBLOCK_THREADS
    pthread_mutex_unlock(&self->lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
