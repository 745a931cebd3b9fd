// Near miss: asks at run time whether there is anything to release.
#include <Python.h>

extern int crunch(int part);

int run(int part)
{
    PyThreadState *save = NULL;
    int status;

    if (PyGILState_Check())
        save = PyEval_SaveThread();
    status = crunch(part);
    if (save != NULL)
        PyEval_RestoreThread(save);
    return status;
}
