// The right order: the lock is waited for and given back where the GIL is released.
#include <Python.h>
#include <pthread.h>

extern void crunch(void);

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&table_lock);
    crunch();
    pthread_mutex_unlock(&table_lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
