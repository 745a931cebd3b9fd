// The entry functions stand in a table that the starter walks.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;
extern void crunch(void);

static void *notify(void *unused)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyGILState_Release(gstate);
    return unused;
}

static void *compute(void *unused)
{
    crunch();
    return unused;
}

static void *(*const entries[])(void *) = {notify, compute};

static PyObject *start(PyObject *self, PyObject *unused)
{
    for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, entries[i], NULL);
    }
    Py_RETURN_NONE;
}
