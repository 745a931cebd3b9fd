// Near miss: a callback that was entered without the GIL rightly returns without it.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;

static void *listen_thread(void *unused)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(hook);
    if (result == NULL) {
        PyErr_Print();
        PyGILState_Release(gstate);
        return NULL;
    }
    Py_DECREF(result);
    PyGILState_Release(gstate);
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, listen_thread, NULL));
}
