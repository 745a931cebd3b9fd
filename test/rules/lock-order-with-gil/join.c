// The thread that is waited for needs the GIL to come to its end.
#include <Python.h>
#include <pthread.h>

typedef struct { PyObject_HEAD pthread_t thread; PyObject *callback; } Timer;

static void *tick(void *arg)
{
    Timer *self = arg;
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject_CallNoArgs(self->callback);
    PyGILState_Release(state);
    return NULL;
}

static PyObject *start(PyObject *op, PyObject *unused)
{
    Timer *self = (Timer *)op;

    if (pthread_create(&self->thread, NULL, tick, self) != 0)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

static PyObject *stop(PyObject *op, PyObject *unused)
{
    Timer *self = (Timer *)op;

    pthread_join(self->thread, NULL);
//  ^^^^^^^^^^^^ warning[lock-order-with-gil] (high) tick waits for the GIL there
    Py_RETURN_NONE;
}

static PyObject *stop_right(PyObject *op, PyObject *unused)
{
    Timer *self = (Timer *)op;

    Py_BEGIN_ALLOW_THREADS
    pthread_join(self->thread, NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
