// A static counter: two threads can read the same value and both write back one more.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

static long calls;

static PyObject *count(PyObject *self, PyObject *unused)
{
    pthread_mutex_lock(&state_lock);
    calls++;
    pthread_mutex_unlock(&state_lock);
    return PyLong_FromLong(calls);
}

static PyMethodDef methods[] = {
    {"count", count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
