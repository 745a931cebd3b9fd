// A thread that the module starts itself has no GIL until it takes it.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;

static void *watcher(void *unused)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);
    Py_XDECREF(result);
    PyGILState_Release(gstate);
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    int status = pthread_create(&thread, NULL, watcher, NULL);
    return PyLong_FromLong(status);
}
