// Near miss: two flags decide, the same two each time.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int threaded, int large)
{
    PyThreadState *save = NULL;
    int status;

    if (threaded && large)
        save = PyEval_SaveThread();
    status = crunch(1);
    if (threaded && large)
        PyEval_RestoreThread(save);
    return PyLong_FromLong(status);
}
