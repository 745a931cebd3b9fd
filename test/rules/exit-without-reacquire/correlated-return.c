// Near miss: the way out with the GIL released cannot be taken, since both tests ask the same.
#include <Python.h>

extern int crunch(int n);

static PyObject *run(int n, int threaded)
{
    PyThreadState *save = NULL;
    int status;

    if (threaded)
        save = PyEval_SaveThread();
    status = crunch(n);
    if (!threaded)
        return PyLong_FromLong(status);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(-status);
}
