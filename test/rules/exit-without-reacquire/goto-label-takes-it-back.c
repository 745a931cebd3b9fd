// Near miss: saved by hand, and the label's own code takes the GIL back before it touches Python.
#include <Python.h>

extern int load(int part);

static PyObject *load_parts(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();

    if (load(1) < 0)
        goto fail;
    if (load(2) < 0)
        goto fail;
    PyEval_RestoreThread(save);
    Py_RETURN_NONE;

fail:
    PyEval_RestoreThread(save);
    PyErr_SetNone(PyExc_OSError);
    return NULL;
}
