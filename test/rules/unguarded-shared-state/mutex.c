// Near miss: changed under a mutex.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long calls;

static void count(void)
{
    pthread_mutex_lock(&mutex);
    calls++;
    pthread_mutex_unlock(&mutex);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    count();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
