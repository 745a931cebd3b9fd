// Whoever takes the inner lock has the outer one, which nobody keeps when it needs the GIL: they never meet.
// does-not-compile: PyMutex is new in Python 3.13
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t outer = PTHREAD_MUTEX_INITIALIZER;
static PyMutex gate;
static pthread_mutex_t inner = PTHREAD_MUTEX_INITIALIZER;
static int n;

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyMutex_Lock(&gate);
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&inner);
    crunch();
    Py_END_ALLOW_THREADS
    pthread_mutex_unlock(&inner);
    PyMutex_Unlock(&gate);
    Py_RETURN_NONE;
}

static PyObject *count(PyObject *self, PyObject *unused)
{
    PyMutex_Lock(&gate);
    pthread_mutex_lock(&inner);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    n++;
    pthread_mutex_unlock(&inner);
    PyMutex_Unlock(&gate);
    return PyLong_FromLong(n);
}
