// An annotation says what the registration does not show: this one is called by the driver's own thread.
#include <Python.h>

static PyObject *hook;

/* gilint: called-without-gil */
void on_interrupt(int line)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(hook, "i", line);
    Py_XDECREF(result);
    PyGILState_Release(gstate);
}

/* gilint: called-without-gil */
void on_timer(int line)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(hook, "i", line);
    Py_XDECREF(result);
    PyGILState_Release(gstate);
}
