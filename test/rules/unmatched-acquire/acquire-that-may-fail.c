// Near miss: a callback's helper that takes the GIL if it can, and says whether it did.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
    PyObject *on_data;
} Curl;

static int acquire(Curl *self)
{
    if (self->state == NULL)
        return 0;
    PyEval_AcquireThread(self->state);
    return 1;
}

static void release(Curl *self)
{
    PyEval_ReleaseThread(self->state);
}

extern void curl_set_writer(size_t (*writer)(const char *, size_t, void *), void *context);

static size_t write_callback(const char *data, size_t n, void *context)
{
    Curl *self = context;
    PyObject *result;

    if (!acquire(self))
        return 0;
    result = PyObject_CallFunction(self->on_data, "y#", data, (Py_ssize_t)n);
    if (result == NULL) {
        PyErr_Print();
        release(self);
        return 0;
    }
    Py_DECREF(result);
    release(self);
    return n;
}

static PyObject *set_writer(Curl *self, PyObject *unused)
{
    curl_set_writer(write_callback, self);
    Py_RETURN_NONE;
}
