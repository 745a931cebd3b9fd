// Near misses: a release in a comma expression, and a restore in both arms of a conditional expression.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save;
    int status;

    status = (save = PyEval_SaveThread(), crunch(1));
    status > 0 ? PyEval_RestoreThread(save) : (crunch(2), PyEval_RestoreThread(save));
    return PyLong_FromLong(status);
}
