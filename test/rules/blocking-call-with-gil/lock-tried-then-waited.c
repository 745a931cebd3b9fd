// Near miss: tried with the GIL, waited for without it.
#include <Python.h>

static PyThread_type_lock lock;
extern void use(void);

PyObject *locked(PyObject *self, PyObject *unused)
{
    if (!PyThread_acquire_lock(lock, NOWAIT_LOCK)) {
        Py_BEGIN_ALLOW_THREADS
        PyThread_acquire_lock(lock, WAIT_LOCK);
        Py_END_ALLOW_THREADS
    }
    use();
    PyThread_release_lock(lock);
    Py_RETURN_NONE;
}
