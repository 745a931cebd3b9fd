// A thread state kept in an object that several threads use is overwritten by the next of them.
#include <Python.h>

extern int crunch(void);

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
    PyThreadState *guarded;
} Engine;

static void engine_release(Engine *self)
{
    self->state = PyEval_SaveThread();
//                ^^^^^^^^^^^^^^^^^ info[unguarded-object-state]
}

static void engine_acquire(Engine *self)
{
    PyEval_RestoreThread(self->state);
    self->state = NULL;
}

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    int result;

    engine_release(self);
    result = crunch();
    engine_acquire(self);
    return PyLong_FromLong(result);
}

static PyObject *engine_step(Engine *self, PyObject *unused)
{
    int result;

    if (self->guarded != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "another thread is at it");
        return NULL;
    }
    self->guarded = PyEval_SaveThread();
    result = crunch();
    PyEval_RestoreThread(self->guarded);
    self->guarded = NULL;
    return PyLong_FromLong(result);
}

typedef struct {
    PyThreadState *state;
    PyObject *callable;
} Call;

static PyObject *engine_call(Engine *self, PyObject *callable)
{
    Call call = {NULL, callable};
    int result;

    call.state = PyEval_SaveThread();
    result = crunch();
    PyEval_RestoreThread(call.state);
    return PyLong_FromLong(result);
}
