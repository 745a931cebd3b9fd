// Python calls the hook while it waits at the prompt, with the GIL released.
#include <Python.h>

static PyObject *hook;

static int run_hook(void)
//         ^^^^^^^^ error[callback-without-gil]
{
    Py_XDECREF(PyObject_CallNoArgs(hook));
    return 0;
}

static int run_hook_with_gil(void)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyGILState_Release(gstate);
    return 0;
}

static PyObject *install(PyObject *self, PyObject *callable)
{
    hook = Py_NewRef(callable);
    PyOS_InputHook = run_hook;
    PyOS_InputHook = run_hook_with_gil;
    Py_RETURN_NONE;
}
