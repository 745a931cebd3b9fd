// The destructor of a thread-local value runs when the thread ends, and nobody holds the GIL then.
#include <Python.h>
#include <pthread.h>

static pthread_key_t key;

static void drop(void *value)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    Py_DECREF((PyObject *)value);
    PyGILState_Release(gstate);
}

static PyObject *prepare(PyObject *self, PyObject *unused)
{
    pthread_key_create(&key, drop);
    Py_RETURN_NONE;
}
