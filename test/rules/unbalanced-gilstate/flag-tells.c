// Near miss: a flag tells whether there is something to release.
#include <Python.h>

static PyObject *hook;
extern int prepare(void);

int call_hook(void)
{
    PyGILState_STATE gstate;
    int ensured = 0, status = -1;
    PyObject *result = NULL;

    if (prepare() < 0)
        goto out;
    gstate = PyGILState_Ensure();
    ensured = 1;
    result = PyObject_CallNoArgs(hook);
    if (result == NULL)
        goto out;
    status = 0;
out:
    if (ensured) {
        Py_XDECREF(result);
        PyGILState_Release(gstate);
    }
    return status;
}
