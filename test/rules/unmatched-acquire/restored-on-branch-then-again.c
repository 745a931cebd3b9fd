// The error branch takes the GIL back and forgets to leave.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = crunch();

    if (status < 0) {
        PyEval_RestoreThread(save);
        PyErr_SetNone(PyExc_RuntimeError);
    }
    PyEval_RestoreThread(save);
//  ^^^^^^^^^^^^^^^^^^^^ error[unmatched-acquire] (medium)
    return status < 0 ? NULL : PyLong_FromLong(status);
}
