// A callback takes the GIL with a thread state and forgets it on an error.
#include <Python.h>

static PyThreadState *state;
struct plugin {
    long (*call)(void *);
    long (*peek)(void *);
};

static long call(void *function)
{
    PyObject *args, *result;

    PyEval_RestoreThread(state);
    args = PyTuple_New(0);
    if (args == NULL)
        return -1;
//      ^^^^^^^^^^ error[unbalanced-gilstate]
    result = PyObject_CallObject(function, args);
    Py_XDECREF(result);
    Py_DECREF(args);
    state = PyEval_SaveThread();
    return 0;
}

static long peek(void *function)
{
    int known;

    PyEval_RestoreThread(state);
    known = PyCallable_Check(function);
    if (!known) {
        state = PyEval_SaveThread();
        return -1;
    }
    PyErr_Clear();
    state = PyEval_SaveThread();
    return 0;
}

struct plugin plugin = {.call = call, .peek = peek};

/* Takes the GIL for whoever calls it, unless Python says no. */
static int enter(void)
{
    PyEval_RestoreThread(state);
    if (PyErr_CheckSignals() < 0) {
        state = PyEval_SaveThread();
        return 0;
    }
    return 1;
}

void tick(void)
{
    if (enter()) {
        PyErr_Clear();
        state = PyEval_SaveThread();
    }
}
