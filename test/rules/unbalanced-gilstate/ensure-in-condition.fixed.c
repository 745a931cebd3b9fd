// Near miss and hit: the pair inside one branch, and a return that forgets it in another function.
#include <Python.h>

static PyObject *hook;

void maybe_call(int wanted)
{
    if (wanted) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        Py_XDECREF(PyObject_CallNoArgs(hook));
        PyGILState_Release(gstate);
    }
}

int call_or_fail(int wanted)
{
    PyGILState_STATE gstate = PyGILState_Ensure();

    switch (wanted) {
    case 0:
        PyGILState_Release(gstate);
        return 0;
    case 1:
        Py_XDECREF(PyObject_CallNoArgs(hook));
        break;
    default:
        PyGILState_Release(gstate);
        return -1;
    }
    PyGILState_Release(gstate);
    return 1;
}
