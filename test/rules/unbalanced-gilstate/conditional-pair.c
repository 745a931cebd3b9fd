// Near miss: taken and released under the same condition.
#include <Python.h>

static PyObject *hook;

int call_hook(int threaded)
{
    PyGILState_STATE gstate;
    PyObject *result;

    if (threaded)
        gstate = PyGILState_Ensure();
    result = PyObject_CallNoArgs(hook);
    Py_XDECREF(result);
    if (threaded)
        PyGILState_Release(gstate);
    return result != NULL;
}
