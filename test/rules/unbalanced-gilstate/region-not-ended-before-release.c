// The region inside is still open where the state is released: the two cross.
#include <Python.h>

extern int crunch(void);
static PyObject *hook;

int call_hook(void)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);
    PyThreadState *save;
    int status;

    Py_XDECREF(result);
    save = PyEval_SaveThread();
    status = crunch();
    PyGILState_Release(gstate);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate] (high)
    PyEval_RestoreThread(save);
    return status;
}
