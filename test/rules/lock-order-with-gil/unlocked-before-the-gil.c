// The lock is given back before the GIL is taken, on each way: to wait for it is short, whoever waits.
#include <Python.h>
#include <pthread.h>

typedef struct {
    PyObject_HEAD
    pthread_mutex_t lock;
    int status;
} Connection;

extern int step(Connection *self);

static PyObject *advance(PyObject *op, PyObject *unused)
{
    Connection *self = (Connection *)op;
    int done;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
    done = step(self);
    pthread_mutex_unlock(&self->lock);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(done);
}

static PyObject *reset(PyObject *op, PyObject *unused)
{
    Connection *self = (Connection *)op;

    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    self->status = 0;
    pthread_mutex_unlock(&self->lock);
    return PyLong_FromLong(0);
}
