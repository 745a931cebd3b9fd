// The condition of a loop runs once more on each turn, in the state the body left.
#include <Python.h>

extern int poll_once(int timeout);

static PyObject *wait_for(PyObject *self, PyObject *unused)
{
    int ready = 0;

    Py_BEGIN_ALLOW_THREADS
    while (!ready && PyErr_CheckSignals() == 0)
//                   ^^^^^^^^^^^^^^^^^^ error[api-call-without-gil] (high)
        ready = poll_once(100);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ready);
}
