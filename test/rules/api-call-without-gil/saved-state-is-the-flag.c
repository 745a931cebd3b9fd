// Near miss: `_save` is NULL exactly where the GIL is held.
#include <Python.h>

extern void filter(double *data, Py_ssize_t n);

static PyObject *apply(double *data, Py_ssize_t n)
{
    PyThreadState *_save = NULL;

    if (n > 1000)
        _save = PyEval_SaveThread();
    filter(data, n);
    if (_save)
        PyEval_RestoreThread(_save);
    return PyFloat_FromDouble(data[0]);
}
