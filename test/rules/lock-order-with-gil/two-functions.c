// One method takes the GIL back with the connection's lock in hand, the other waits for that lock with the GIL.
#include <Python.h>
#include <pthread.h>

typedef struct {
    PyObject_HEAD
    pthread_mutex_t lock;
    int status;
} Connection;

extern int poll_server(Connection *self);

static PyObject *is_busy(PyObject *op, PyObject *unused)
{
    Connection *self = (Connection *)op;
    int busy;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ note: is_busy takes self->lock
    busy = poll_server(self);
    if (busy < 0) {
        Py_BLOCK_THREADS
//      ^^^^^^^^^^^^^^^^ note: waits for the GIL here
        PyErr_SetString(PyExc_OSError, "gone");
        pthread_mutex_unlock(&self->lock);
        return NULL;
    }
    pthread_mutex_unlock(&self->lock);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(busy);
}

static PyObject *reset(PyObject *op, PyObject *unused)
{
    Connection *self = (Connection *)op;

    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (high) is_busy takes the GIL
    self->status = 0;
    pthread_mutex_unlock(&self->lock);
    return PyLong_FromLong(0);
}
