// The label is reached from a branch that took the GIL back and from one that did not.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();

    if (crunch(1) < 0)
        goto fail;
    if (crunch(2) < 0) {
        PyEval_RestoreThread(save);
        PyErr_SetNone(PyExc_OSError);
        goto fail;
    }
    PyEval_RestoreThread(save);
    Py_RETURN_NONE;

fail:
    PyEval_RestoreThread(save);
//  ^^^^^^^^^^^^^^^^^^^^ error[unmatched-acquire] (medium)
    return NULL;
}
