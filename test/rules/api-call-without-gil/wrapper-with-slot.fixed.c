// A pair that keeps the state in a slot of a struct: `BeginAllowThreads(&state)` … `EndAllowThreads(&state)`.
#include <Python.h>
#include <assert.h>

void BeginAllowThreads(PyThreadState **state)
{
    assert(state);
    *state = PyEval_SaveThread();
}

void EndAllowThreads(PyThreadState **state)
{
    assert(state);
    PyEval_RestoreThread(*state);
    *state = NULL;
}

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
    void *handle;
} Handle;

extern int handle_perform(void *handle);

static PyObject *perform(Handle *self, PyObject *unused)
{
    void *handle = self->handle;
    int ok;

    BeginAllowThreads(&self->state);
    ok = handle_perform(handle);
    if (!ok) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyErr_SetNone(PyExc_RuntimeError);
        PyGILState_Release(gstate);
    }
    EndAllowThreads(&self->state);
    if (!ok)
        return NULL;
    Py_RETURN_NONE;
}
