// Near miss: one kind of lock from 3.13 on, another before; the same test picks both halves.
#include <Python.h>
#include <pthread.h>

#if PY_VERSION_HEX >= 0x030D0000
static PyMutex calls_lock;
#else
static pthread_mutex_t calls_lock = PTHREAD_MUTEX_INITIALIZER;
#endif
static long calls;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
#if PY_VERSION_HEX >= 0x030D0000
    PyMutex_Lock(&calls_lock);
#else
    pthread_mutex_lock(&calls_lock);
#endif
    calls++;
#if PY_VERSION_HEX >= 0x030D0000
    PyMutex_Unlock(&calls_lock);
#else
    pthread_mutex_unlock(&calls_lock);
#endif
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
