// The fact about the condition is dropped when its variable is assigned: the second test says nothing about the first.
#include <Python.h>

extern void filter(double *data, Py_ssize_t n);
extern int more(void);

static PyObject *apply(double *data, Py_ssize_t n, int release_gil)
{
    PyThreadState *save = NULL;

    if (release_gil)
        save = PyEval_SaveThread();
    filter(data, n);
    release_gil = more();
    if (!release_gil)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (medium)
    if (save)
        PyEval_RestoreThread(save);
    Py_RETURN_NONE;
}
