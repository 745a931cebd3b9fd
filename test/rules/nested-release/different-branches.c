// Near miss: each way through the function meets one release.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int part)
{
    PyThreadState *save;
    int status;

    if (part > 3) {
        save = PyEval_SaveThread();
        status = crunch(part);
    } else {
        save = PyEval_SaveThread();
        status = crunch(-part);
    }
    PyEval_RestoreThread(save);
    return PyLong_FromLong(status);
}
