// The last line comes too late: the reference is dropped after the GIL was given back.
#include <Python.h>
#include <pthread.h>

struct job {
    PyObject *hook;
};

static void *run_job(void *argument)
//           ^^^^^^^ error[callback-without-gil] run_job
{
    struct job *job = argument;
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallNoArgs(job->hook);

    PyGILState_Release(gstate);
    Py_XDECREF(result);
//  ^^^^^^^^^^ note: Py_XDECREF
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *hook)
{
    static struct job job;
    pthread_t thread;

    job.hook = hook;
    return PyLong_FromLong(pthread_create(&thread, NULL, run_job, &job));
}
