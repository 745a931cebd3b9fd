// Nobody needs the GIL with the lock in hand, but a server's answer is waited for: with the GIL, so does all of Python.
#include <Python.h>
#include <pthread.h>
#include <sys/socket.h>

typedef struct { PyObject_HEAD pthread_mutex_t lock; int fd; char buffer[64]; } Link;

static PyObject *receive(PyObject *op, PyObject *unused)
{
    Link *self = (Link *)op;
    long n;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
    n = recv(self->fd, self->buffer, sizeof(self->buffer), 0);
    pthread_mutex_unlock(&self->lock);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *detach(PyObject *op, PyObject *unused)
{
    Link *self = (Link *)op;

    pthread_mutex_lock(&self->lock);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (medium) while it waits in recv
    self->fd = -1;
    pthread_mutex_unlock(&self->lock);
    Py_RETURN_NONE;
}
