// Near miss: the same condition decides about releasing, using and taking back.
#include <Python.h>

extern void filter(double *data, Py_ssize_t n);

static PyObject *apply(PyObject *callback, double *data, Py_ssize_t n, int release_gil)
{
    PyThreadState *save = NULL;

    if (release_gil)
        save = PyEval_SaveThread();
    filter(data, n);
    if (!release_gil) {
        PyObject *result = PyObject_CallNoArgs(callback);
        Py_XDECREF(result);
    }
    if (release_gil)
        PyEval_RestoreThread(save);
    return PyFloat_FromDouble(data[0]);
}
