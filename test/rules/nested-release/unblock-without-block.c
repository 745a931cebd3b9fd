// The wrong one of two names that look alike: unblock where block was meant.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int failed = 0;

    Py_BEGIN_ALLOW_THREADS
    if (crunch(1) < 0) {
        Py_UNBLOCK_THREADS
//      ^^^^^^^^^^^^^^^^^^ error[nested-release] (high)
        failed = 1;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
