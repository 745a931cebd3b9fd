// Near miss: Py_AddPendingCall calls its function in the main thread, with the GIL held.
#include <Python.h>

static PyObject *cache;

static int refresh(void *unused)
{
    Py_CLEAR(cache);
    return 0;
}

static PyObject *later(PyObject *self, PyObject *unused)
{
    Py_AddPendingCall(refresh, NULL);
    Py_RETURN_NONE;
}
