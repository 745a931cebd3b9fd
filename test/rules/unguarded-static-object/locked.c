// Near misses: a lock is held, in the function or by the only one who calls it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <pthread.h>
#include <utmpx.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long calls;
static PyObject *handler;

static void note(void)
{
    calls++;
    setutxent();
    endutxent();
}

static PyObject *count(PyObject *self, PyObject *unused)
{
    pthread_mutex_lock(&lock);
    note();
    Py_CLEAR(handler);
    handler = Py_NewRef(self);
    pthread_mutex_unlock(&lock);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"count", count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
