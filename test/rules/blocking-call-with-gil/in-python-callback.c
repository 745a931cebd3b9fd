// A callback that took the GIL and sleeps with it.
#include <Python.h>
#include <pthread.h>
#include <unistd.h>

static PyObject *hook;

static void *ticker(void *unused)
{
    for (;;) {
        PyGILState_STATE gstate;

        sleep(1);
        gstate = PyGILState_Ensure();
        Py_XDECREF(PyObject_CallNoArgs(hook));
        sleep(1);
//      ^^^^^ info[blocking-call-with-gil]
        PyGILState_Release(gstate);
    }
    return unused;
}

PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, ticker, NULL));
}
