// Joining a thread that needs the GIL, with the GIL held, never ends.
#include <Python.h>
#include <pthread.h>

static pthread_t thread;

PyObject *stop(PyObject *self, PyObject *unused)
{
    pthread_join(thread, NULL);
//  ^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
