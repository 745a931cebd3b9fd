// Near miss: what comes before PyGILState_Ensure is plain C, also on the way out.
#include <Python.h>
#include <pthread.h>

struct job {
    int stopped;
    PyObject *hook;
};

static void *run_job(void *argument)
{
    struct job *job = argument;
    PyGILState_STATE gstate;

    if (job == NULL || job->stopped)
        return NULL;
    gstate = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(job->hook));
    PyGILState_Release(gstate);
    return NULL;
}

static PyObject *start(struct job *job)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, run_job, job));
}
