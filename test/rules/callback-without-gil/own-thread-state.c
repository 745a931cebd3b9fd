// Near miss: a thread that makes a thread state of its own and takes the GIL with it.
#include <Python.h>
#include <pthread.h>

struct job {
    PyInterpreterState *interpreter;
    PyObject *hook;
};

static void *run_job(void *argument)
{
    struct job *job = argument;
    PyThreadState *state = PyThreadState_New(job->interpreter);

    PyEval_AcquireThread(state);
    Py_XDECREF(PyObject_CallNoArgs(job->hook));
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
    return NULL;
}

static PyObject *start(struct job *job)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, run_job, job));
}
