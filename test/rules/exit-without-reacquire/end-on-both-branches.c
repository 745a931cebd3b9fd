// Near miss: each branch takes the GIL back in its own way.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = crunch(1);

    switch (status) {
    case 0:
        PyEval_RestoreThread(save);
        Py_RETURN_NONE;
    case 1:
        status = crunch(2);
        PyEval_RestoreThread(save);
        break;
    default:
        PyEval_RestoreThread(save);
        PyErr_SetNone(PyExc_RuntimeError);
        return NULL;
    }
    return PyLong_FromLong(status);
}
