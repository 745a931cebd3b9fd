// Taken with one of two thread states, and always given back with the same one.
#include <Python.h>

struct transfer {
    PyThreadState *state;
    struct transfer *multi;
    PyObject *hook;
};

void on_data(struct transfer *self, int is_multi)
{
    if (is_multi)
        PyEval_AcquireThread(self->multi->state);
    else
        PyEval_AcquireThread(self->state);
    Py_XDECREF(PyObject_CallNoArgs(self->hook));
    PyEval_ReleaseThread(self->state);
//  ^^^^^^^^^^^^^^^^^^^^ error[unmatched-acquire]
}

void on_header(struct transfer *self, int is_multi)
{
    PyThreadState *state = is_multi ? self->multi->state : self->state;

    PyEval_AcquireThread(state);
    Py_XDECREF(PyObject_CallNoArgs(self->hook));
    PyEval_ReleaseThread(state);
}

void on_end(struct transfer *self)
{
    PyThreadState *current;

    PyEval_AcquireThread(self->state);
    Py_XDECREF(PyObject_CallNoArgs(self->hook));
    current = PyThreadState_Get();
    PyEval_ReleaseThread(current);
}
