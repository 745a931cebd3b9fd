// The GIL is given back unless the thread has lost it, as it may when Python ends: nothing is kept then.
#include <Python.h>

static void on_done(PyObject *completed)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(completed);

    Py_XDECREF(result);
    if (PyGILState_Check())
        PyGILState_Release(state);
}

static void on_error(PyObject *completed, int failed)
{
    PyGILState_STATE state = PyGILState_Ensure();

    if (failed)
        return;
//      ^^^^^^^ error[unbalanced-gilstate]
    Py_DECREF(completed);
    if (PyGILState_Check())
        PyGILState_Release(state);
}
