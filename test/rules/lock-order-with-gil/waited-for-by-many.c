// min-confidence: medium
// Who holds the lock while it waits for others is what stalls Python, however many wait for it with the GIL: told once.
#include <Python.h>
#include <pthread.h>
#include <sys/socket.h>

static pthread_mutex_t talk_lock = PTHREAD_MUTEX_INITIALIZER;
static int peer, pending, accepted;

static void *write_to_peer(void *data)
{
    pthread_mutex_lock(&talk_lock);
    send(peer, data, 1, 0);
    pthread_mutex_unlock(&talk_lock);
    return NULL;
}

static PyObject *inject(PyObject *self, PyObject *args)
{
    pthread_mutex_lock(&talk_lock);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (medium) as in 2 other places of this file
    pending++;
    pthread_mutex_unlock(&talk_lock);
    Py_RETURN_NONE;
}

static PyObject *count(PyObject *self, PyObject *args)
{
    int n;
    pthread_mutex_lock(&talk_lock);
    n = pending;
    pthread_mutex_unlock(&talk_lock);
    return PyLong_FromLong(n);
}

static PyObject *accept_all(PyObject *self, PyObject *args)
{
    pthread_mutex_lock(&talk_lock);
    accepted = 1;
    pthread_mutex_unlock(&talk_lock);
    Py_RETURN_NONE;
}

int start(pthread_t *thread)
{
    return pthread_create(thread, NULL, write_to_peer, NULL);
}
