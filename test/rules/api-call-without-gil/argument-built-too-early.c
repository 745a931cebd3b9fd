// The callback takes the GIL by the state its owner saved; the argument is built one line too early.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
    PyObject *on_data;
} Curl;

extern void curl_set_writer(void (*writer)(const char *, size_t, void *), void *context);

static void write_callback(const char *data, size_t n, void *context)
{
    Curl *self = context;
    PyObject *argument = PyBytes_FromStringAndSize(data, n);
//                       ^^^^^^^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]

    PyEval_AcquireThread(self->state);
    Py_XDECREF(PyObject_CallOneArg(self->on_data, argument));
    Py_XDECREF(argument);
    PyEval_ReleaseThread(self->state);
}

static PyObject *set_writer(Curl *self, PyObject *unused)
{
    curl_set_writer(write_callback, self);
    Py_RETURN_NONE;
}
