// Near miss: every write happens with the GIL held; that is the lock.
#include <Python.h>

static long calls;
extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    calls++;
    Py_BEGIN_ALLOW_THREADS
    status = crunch();
    Py_BLOCK_THREADS
    calls += status;
    Py_UNBLOCK_THREADS
    crunch();
    Py_END_ALLOW_THREADS
    calls--;
    return PyLong_FromLong(calls);
}
