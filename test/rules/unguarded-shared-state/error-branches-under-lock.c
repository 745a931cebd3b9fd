// Near miss: every way out of the guarded part gives the lock back, and nothing is written after that.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long hits, errors;

extern int crunch(int part);

static int work(void)
{
    int status = -1;

    pthread_mutex_lock(&mutex);
    if (crunch(1) < 0)
        goto fail;
    if (crunch(2) < 0) {
        errors += 2;
        pthread_mutex_unlock(&mutex);
        return -2;
    }
    hits++;
    status = 0;
fail:
    if (status < 0)
        errors++;
    pthread_mutex_unlock(&mutex);
    return status;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = work();
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
