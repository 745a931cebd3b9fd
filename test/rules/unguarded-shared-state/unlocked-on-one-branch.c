// The branch that gives the lock back early goes on writing.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long calls, failures;
extern int crunch(void);

static void count(void)
{
    pthread_mutex_lock(&mutex);
    calls++;
    if (crunch() < 0) {
        pthread_mutex_unlock(&mutex);
        failures++;
//      ^^^^^^^^ warning[unguarded-shared-state]
        return;
    }
    pthread_mutex_unlock(&mutex);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    count();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
