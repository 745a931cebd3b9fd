// Saved and restored with nothing between.
#include <Python.h>

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
//                        ^^^^^^^^^^^^^^^^^ todo hint[empty-region]
    PyEval_RestoreThread(save);
    Py_RETURN_NONE;
}
