// Taken back on the error branch, and once more behind it: a deadlock or a fatal error.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = crunch();

    PyEval_RestoreThread(save);
    if (status < 0)
        PyErr_SetNone(PyExc_RuntimeError);
    return status < 0 ? NULL : PyLong_FromLong(status);
}
