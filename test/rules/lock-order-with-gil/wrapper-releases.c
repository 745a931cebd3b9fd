// The function that takes the lock for its callers gives the GIL up while it waits; one that does not is reported where it is called.
#include <Python.h>
#include <pthread.h>

typedef struct { PyObject_HEAD pthread_mutex_t mutex; } Handle;

extern void crunch(Handle *self);

static void lock_handle(Handle *self)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->mutex);
    Py_END_ALLOW_THREADS
}

static void lock_handle_held(Handle *self)
{
    pthread_mutex_lock(&self->mutex);
}

static PyObject *run(PyObject *op, PyObject *unused)
{
    Handle *self = (Handle *)op;

    lock_handle(self);
    Py_BEGIN_ALLOW_THREADS
    crunch(self);
    Py_END_ALLOW_THREADS
    pthread_mutex_unlock(&self->mutex);
    Py_RETURN_NONE;
}

static PyObject *peek(PyObject *op, PyObject *unused)
{
    Handle *self = (Handle *)op;

    lock_handle_held(self);
//  ^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (high) waits for self->mutex
    pthread_mutex_unlock(&self->mutex);
    Py_RETURN_NONE;
}
