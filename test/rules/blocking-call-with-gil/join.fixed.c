// Joining a thread that needs the GIL, with the GIL held, never ends.
#include <Python.h>
#include <pthread.h>

static pthread_t thread;

PyObject *stop(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
