// Near miss: the pair is made by two functions of the project, one of which returns the state.
#include <Python.h>

static PyObject *hook;

PyGILState_STATE python_enter(void)
{
    return PyGILState_Ensure();
}

void python_leave(PyGILState_STATE gstate)
{
    PyGILState_Release(gstate);
}

int call_hook(void)
{
    PyGILState_STATE gstate = python_enter();
    PyObject *result = PyObject_CallNoArgs(hook);

    Py_XDECREF(result);
    python_leave(gstate);
    return result != NULL;
}
