// Never released at all.
#include <Python.h>

static PyObject *hook;

void call_hook(void)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);

    Py_XDECREF(result);
    (void)gstate;
    PyGILState_Release(gstate);
}
