// Near miss: the pair is made by macros with braces, and one way out stands between them with its own release.
#include <Python.h>

#define ENTER_PYTHON { PyGILState_STATE state_ = PyGILState_Ensure();
#define LEAVE_PYTHON PyGILState_Release(state_); }

static PyObject *hook;

int call_hook(void)
{
    int ok = 0;

    ENTER_PYTHON
    PyObject *result = PyObject_CallNoArgs(hook);
    if (result == NULL) {
        PyErr_Print();
        PyGILState_Release(state_);
        return -1;
    }
    Py_DECREF(result);
    ok = 1;
    LEAVE_PYTHON
    return ok;
}
