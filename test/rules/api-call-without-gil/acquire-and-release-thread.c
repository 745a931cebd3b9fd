// The pair that names its thread state.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *mine = PyThreadState_Get();
    int status;

    PyEval_ReleaseThread(mine);
    status = crunch(1);
    if (status < 0)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
    PyEval_AcquireThread(mine);
    if (status > 0)
        return PyErr_NoMemory();
    return PyLong_FromLong(status);
}
