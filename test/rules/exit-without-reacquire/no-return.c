// Near miss: abort and Py_FatalError do not come back.
#include <Python.h>
#include <stdlib.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = crunch();

    if (status == -1)
        abort();
    if (status == -2) {
        Py_FatalError("out of order");
    } else {
        PyEval_RestoreThread(save);
    }
    Py_RETURN_NONE;
}
