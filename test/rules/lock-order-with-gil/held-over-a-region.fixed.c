// The lock is taken with the GIL, and kept while the GIL is given up: a second thread waits for it with the GIL.
#include <Python.h>
#include <pthread.h>

extern void crunch(void);

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&table_lock);
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    crunch();
    Py_END_ALLOW_THREADS
    pthread_mutex_unlock(&table_lock);
    Py_RETURN_NONE;
}
