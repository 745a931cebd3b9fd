// A counter with static storage, changed by every thread that is in the region.
#include <Python.h>

static long calls;

static void work(void)
{
    calls++;
//  ^^^^^ warning[unguarded-shared-state] calls
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    work();
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(calls);
}
