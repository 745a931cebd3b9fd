// The function runs in a thread and is called from Python as well: the thread is what is wrong.
#include <Python.h>
#include <pthread.h>

static PyObject *log_object;

static void *write_log(void *text)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallMethod(log_object, "write", "s", (char *)text);
    Py_XDECREF(result);
    PyGILState_Release(gstate);
    return NULL;
}

static PyObject *log_now(PyObject *self, PyObject *text)
{
    write_log((void *)PyUnicode_AsUTF8(text));
    Py_RETURN_NONE;
}

static PyObject *log_later(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    pthread_create(&thread, NULL, write_log, "later");
    Py_RETURN_NONE;
}
