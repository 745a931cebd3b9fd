// A try never waits, and the wait after it is made without the GIL.
#include <Python.h>

static PyThread_type_lock lock;

extern int count(void);

static int enter(void)
{
    if (!PyThread_acquire_lock(lock, NOWAIT_LOCK)) {
        Py_BEGIN_ALLOW_THREADS
        PyThread_acquire_lock(lock, WAIT_LOCK);
        Py_END_ALLOW_THREADS
    }
    return 1;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int n;

    if (!enter())
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    n = count();
    Py_END_ALLOW_THREADS
    PyThread_release_lock(lock);
    return PyLong_FromLong(n);
}
