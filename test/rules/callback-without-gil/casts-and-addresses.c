// The entry function is cast, or its address is taken: it is the same function.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;

static void plain(PyObject *argument)
//          ^^^^^ error[callback-without-gil]
{
    Py_DECREF(argument);
}

static int other(void *unused)
//         ^^^^^ error[callback-without-gil]
{
    Py_XDECREF(PyObject_CallNoArgs(hook));
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
