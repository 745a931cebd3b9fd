// The error return keeps the GIL for good: every other thread waits for ever.
#include <Python.h>

static PyObject *hook;

int call_hook(int event)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(hook, "i", event);

    if (result == NULL) {
        PyGILState_Release(gstate);
        return -1;
    }
    Py_DECREF(result);
    PyGILState_Release(gstate);
    return 0;
}
