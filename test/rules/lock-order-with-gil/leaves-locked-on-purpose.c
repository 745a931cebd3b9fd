// Functions that lock for their callers leave the lock taken where they succeed; a try that fails, and a lock that could not be taken,
// leave nothing behind; a lock that is the caller's is given up for a while only.
#include <Python.h>
#include <pthread.h>

typedef struct { PyObject_HEAD pthread_mutex_t lock; int closed; PyThread_type_lock owner; } Link;

extern void pause_a_while(void);

static int enter(Link *self)
{
    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    if (self->closed) {
        pthread_mutex_unlock(&self->lock);
        PyErr_SetString(PyExc_ValueError, "closed");
        return -1;
    }
    return 0;
}

static PyObject *try_it(Link *self)
{
    if (!PyThread_acquire_lock(self->owner, NOWAIT_LOCK))
        return NULL;
    self->closed = 1;
    PyThread_release_lock(self->owner);
    Py_RETURN_NONE;
}

static PyObject *checked(Link *self)
{
    if (pthread_mutex_lock(&self->lock) != 0)
//      ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
        return NULL;
    self->closed = 1;
    pthread_mutex_unlock(&self->lock);
    Py_RETURN_NONE;
}

static void rest(Link *self)
{
    if (self->closed)
        return;
    pthread_mutex_unlock(&self->lock);
    Py_BEGIN_ALLOW_THREADS
    pause_a_while();
    Py_END_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
}

static PyObject *use(PyObject *op, PyObject *unused)
{
    Link *self = (Link *)op;

    if (try_it(self) == NULL || checked(self) == NULL)
        return NULL;
    if (enter(self) < 0)
        return NULL;
    rest(self);
    pthread_mutex_unlock(&self->lock);
    Py_RETURN_NONE;
}
