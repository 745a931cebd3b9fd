// Near miss: taken and released on each turn, also on the turn that leaves the loop.
#include <Python.h>

extern int next_event(void);
static PyObject *hook;

void run_events(void)
{
    int event;

    while ((event = next_event()) >= 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyObject *result = PyObject_CallFunction(hook, "i", event);
        if (result == NULL) {
            PyErr_Print();
            PyGILState_Release(gstate);
            break;
        }
        Py_DECREF(result);
        PyGILState_Release(gstate);
    }
}
