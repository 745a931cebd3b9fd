// One of two branches takes the GIL back.
#include <Python.h>

extern int commit(void);

static PyObject *save_all(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = commit();

    if (status < 0) {
        PyEval_RestoreThread(save);
        PyErr_SetNone(PyExc_OSError);
        return NULL;
    }
    if (status > 0)
        PyEval_RestoreThread(save);
    return NULL;
//  ^^^^^^^^^^^^ error[exit-without-reacquire] (medium)
}
