// The label stands behind the release.
#include <Python.h>

static PyObject *hook;

int call_hook(int event)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(hook, "i", event);
    int status = -1;

    if (result == NULL)
        goto out;
    status = (int)PyLong_AsLong(result);
    Py_DECREF(result);
    PyGILState_Release(gstate);
out:
    return status;
//  ^^^^^^^^^^^^^^ error[unbalanced-gilstate] (medium)
}
