// Near miss: each turn of the loop takes the GIL back before it looks for signals.
#include <Python.h>

extern int poll_once(int timeout);

static PyObject *wait_for(PyObject *self, PyObject *unused)
{
    int ready;

    do {
        PyThreadState *save = PyEval_SaveThread();
        ready = poll_once(100);
        PyEval_RestoreThread(save);
        if (PyErr_CheckSignals() < 0)
            return NULL;
    } while (!ready);
    Py_RETURN_NONE;
}
