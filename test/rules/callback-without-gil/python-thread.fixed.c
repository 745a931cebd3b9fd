// PyThread_start_new_thread starts a thread without the GIL too.
#include <Python.h>

extern int crunch(void);

static void bootstrap(void *argument)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    crunch();
    Py_DECREF((PyObject *)argument);
    PyGILState_Release(gstate);
}

static PyObject *start(PyObject *self, PyObject *owner)
{
    Py_INCREF(owner);
    if (PyThread_start_new_thread(bootstrap, owner) == PYTHREAD_INVALID_THREAD_ID)
        return NULL;
    Py_RETURN_NONE;
}
