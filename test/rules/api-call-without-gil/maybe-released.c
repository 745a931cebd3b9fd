// The GIL is released on one of the two ways to the call: medium confidence.
#include <Python.h>

extern void filter(double *data, Py_ssize_t n);

static PyObject *apply(PyObject *callback, double *data, Py_ssize_t n)
{
    PyThreadState *save = NULL;

    if (n > 1000)
        save = PyEval_SaveThread();
    filter(data, n);
    PyObject *result = PyObject_CallNoArgs(callback);
//                     ^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil] (medium)
    if (save != NULL)
        PyEval_RestoreThread(save);
    return result;
}
