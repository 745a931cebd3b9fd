// Taken in one function under a condition, which is also what it returns.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long calls;

static int begin(void)
{
    return pthread_mutex_lock(&mutex) == 0;
}

static void end(void)
{
    pthread_mutex_unlock(&mutex);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (begin()) {
        calls++;
        end();
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
