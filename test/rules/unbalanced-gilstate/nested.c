// Near miss: Ensure may be nested; each has its own state and they are released in reverse.
#include <Python.h>

static PyObject *hook;

static int call_hook(void)
{
    PyGILState_STATE inner = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);
    int ok = result != NULL;

    Py_XDECREF(result);
    PyGILState_Release(inner);
    return ok;
}

int call_twice(void)
{
    PyGILState_STATE outer = PyGILState_Ensure();
    int ok = call_hook() && call_hook();

    if (!ok)
        PyErr_Print();
    PyGILState_Release(outer);
    return ok;
}
