// The second release gives back what was never taken.
#include <Python.h>

static PyObject *hook;

void call_hook(void)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);

    Py_XDECREF(result);
    PyGILState_Release(gstate);
    PyGILState_Release(gstate);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate] (high)
}
