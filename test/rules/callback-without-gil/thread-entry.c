// A thread that the module starts itself has no GIL until it takes it.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;

static void *watcher(void *unused)
//           ^^^^^^^ error[callback-without-gil] (high) watcher
{
    PyObject *result = PyObject_CallNoArgs(hook);
//                     ^^^^^^^^^^^^^^^^^^^ note: PyObject_CallNoArgs
    Py_XDECREF(result);
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    int status = pthread_create(&thread, NULL, watcher, NULL);
//               ^^^^^^^^^^^^^^ note: watcher
    return PyLong_FromLong(status);
}
