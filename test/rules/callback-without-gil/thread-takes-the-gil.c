// Near miss: the thread takes the GIL first, works without it in between, and takes it again.
#include <Python.h>
#include <pthread.h>

extern int next_event(void);
static PyObject *hook;

static void *watcher(void *unused)
{
    int event;

    while ((event = next_event()) != 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyObject *result = PyObject_CallFunction(hook, "i", event);
        if (result == NULL)
            PyErr_Print();
        Py_XDECREF(result);
        PyGILState_Release(gstate);
    }
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, watcher, NULL));
}
