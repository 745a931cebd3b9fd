// Guarded where the attempt succeeded; not where it failed.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long hits, misses;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (pthread_mutex_trylock(&mutex) == 0) {
        hits++;
        pthread_mutex_unlock(&mutex);
    } else {
        misses++;
//      ^^^^^^ warning[unguarded-shared-state]
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
