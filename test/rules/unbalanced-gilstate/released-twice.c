// The error branch releases and falls through to the common end.
#include <Python.h>

static PyObject *hook;

int call_hook(int event)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(hook, "i", event);

    if (result == NULL) {
        PyErr_Print();
        PyGILState_Release(gstate);
    }
    else
        Py_DECREF(result);
    PyGILState_Release(gstate);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate] (medium)
    return 0;
}
