// Near miss: released here or there, never twice, since the conditions exclude each other.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int early)
{
    PyThreadState *save;
    int status;

    if (early)
        save = PyEval_SaveThread();
    status = crunch(1);
    if (!early)
        save = PyEval_SaveThread();
    status += crunch(2);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(status);
}
