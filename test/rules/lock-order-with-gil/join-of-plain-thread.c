// The thread that is joined has nothing to do with Python: slow, and no deadlock. Another one, with another handle, has.
#include <Python.h>
#include <pthread.h>

static pthread_t reader, logger;

extern void *read_all(void *arg);

static void *log_all(void *arg)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PySys_WriteStderr("log\n");
    PyGILState_Release(state);
    return NULL;
}

static void *count_all(void *arg)
{
    return read_all(arg);
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_create(&reader, NULL, count_all, NULL);
    pthread_create(&logger, NULL, log_all, NULL);
    Py_RETURN_NONE;
}

// min-confidence: medium
static PyObject *stop(PyObject *self, PyObject *unused)
{
    pthread_join(reader, NULL);
//  ^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
