// Near miss: each RestoreThread runs only where the GIL is released, in either order of the tests.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int threaded)
{
    PyThreadState *save = threaded ? PyEval_SaveThread() : NULL;
    int status = crunch(1);

    if (status < 0) {
        if (save != NULL)
            PyEval_RestoreThread(save);
        return NULL;
    }
    if (save == NULL)
        return PyLong_FromLong(status);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(-status);
}
