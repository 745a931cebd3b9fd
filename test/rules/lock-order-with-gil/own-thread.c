// The library calls back before it returns, and the callback takes the GIL with a saved thread state: its own thread has it already.
#include <Python.h>

typedef struct CURLM CURLM;
extern int curl_multi_setopt(CURLM *multi, int option, ...);
extern int curl_multi_add_handle(CURLM *multi, void *easy);
extern int curl_multi_perform(CURLM *multi, int *running);

typedef struct { PyObject_HEAD CURLM *handle; PyThreadState *state; PyObject *callback; } Multi;

static int timer(CURLM *multi, long timeout, void *arg)
{
    Multi *self = arg;
    PyEval_AcquireThread(self->state);
    PyObject_CallNoArgs(self->callback);
    PyEval_ReleaseThread(self->state);
    return 0;
}

static PyObject *watch(PyObject *op, PyObject *unused)
{
    Multi *self = (Multi *)op;

    curl_multi_setopt(self->handle, 20004, timer);
    Py_RETURN_NONE;
}

static PyObject *add(PyObject *op, PyObject *unused)
{
    Multi *self = (Multi *)op;

    return PyLong_FromLong(curl_multi_add_handle(self->handle, NULL));
//                         ^^^^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (high) that its own thread has
}

static PyObject *perform(PyObject *op, PyObject *unused)
{
    Multi *self = (Multi *)op;
    int running;

    self->state = PyThreadState_Get();
    Py_BEGIN_ALLOW_THREADS
    curl_multi_perform(self->handle, &running);
//  ^^^^^^^^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(running);
}
