// A counter with static storage, changed by every thread that is in the region.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

static long calls;

static void work(void)
{
    pthread_mutex_lock(&state_lock);
    calls++;
    pthread_mutex_unlock(&state_lock);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    work();
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(calls);
}
