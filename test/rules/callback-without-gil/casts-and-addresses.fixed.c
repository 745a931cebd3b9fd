// The entry function is cast, or its address is taken: it is the same function.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;

static void plain(PyObject *argument)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    Py_DECREF(argument);
    PyGILState_Release(gstate);
}

static int other(void *unused)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyGILState_Release(gstate);
    return 0;
}

static PyObject *start(PyObject *self, PyObject *argument)
{
    pthread_t thread;

    Py_INCREF(argument);
    PyThread_start_new_thread((void (*)(void *))plain, argument);
    pthread_create(&thread, NULL, (void *(*)(void *))&other, NULL);
    Py_RETURN_NONE;
}
