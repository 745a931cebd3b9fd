// Near miss: each way out releases once.
#include <Python.h>

static PyObject *hook;

int call_hook(int event)
{
    PyGILState_STATE gstate;
    PyObject *result;
    int status = -1;

    if (!Py_IsInitialized())
        return 0;
    gstate = PyGILState_Ensure();
    result = PyObject_CallFunction(hook, "i", event);
    if (result == NULL) {
        PyErr_Print();
        PyGILState_Release(gstate);
        return -1;
    }
    if (!PyLong_Check(result))
        goto out;
    status = (int)PyLong_AsLong(result);
out:
    Py_DECREF(result);
    PyGILState_Release(gstate);
    return status;
}
