// The next turn takes it again, and one release is never made.
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
            PyErr_Clear();
            continue;
        }
        Py_DECREF(result);
        PyGILState_Release(gstate);
    }
}
//<^ error[unbalanced-gilstate]
