// A loop of writes that a goto leaves.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

extern int crunch(int);
static int table[8];

static PyObject *fill(PyObject *self, PyObject *unused)
{
    int i, failed = 0;

    Py_BEGIN_ALLOW_THREADS
    failed = crunch(0);
    pthread_mutex_lock(&state_lock);
    for (i = 0; i < 8; i++) {
        if (failed > i) {
            pthread_mutex_unlock(&state_lock);
            goto done;
        }
        table[i] += i;
    }
    pthread_mutex_unlock(&state_lock);
done:
    failed = crunch(1);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
