// Saved twice by hand, the second time on one branch only.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();

    if (crunch(1) > 0)
        save = PyEval_SaveThread();
//             ^^^^^^^^^^^^^^^^^ error[nested-release] (high)
    crunch(2);
    PyEval_RestoreThread(save);
    Py_RETURN_NONE;
}
