// A local handle stands for the thread that its function starts with it: another variable of this name, elsewhere, is another thread.
#include <Python.h>
#include <pthread.h>

extern void work(void);

static pthread_t thread;

static void *call_back(void *arg)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(state);
    return NULL;
}

static void *count(void *arg)
{
    work();
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_create(&thread, NULL, call_back, NULL);
    Py_RETURN_NONE;
}

static PyObject *run_plain(PyObject *self, PyObject *unused)
{
    pthread_t thread;

    pthread_create(&thread, NULL, count, NULL);
    pthread_join(thread, NULL);
//  ^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}

static PyObject *run_python(PyObject *self, PyObject *unused)
{
    pthread_t thread;

    pthread_create(&thread, NULL, call_back, NULL);
    pthread_join(thread, NULL);
//  ^^^^^^^^^^^^ warning[lock-order-with-gil]
    Py_RETURN_NONE;
}
