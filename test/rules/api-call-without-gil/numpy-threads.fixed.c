// NumPy's macros: no braces, END may be used on several ways out and twice in a row.
#include <Python.h>

#define NPY_BEGIN_THREADS_DEF PyThreadState *_save = NULL;
#define NPY_BEGIN_THREADS do { _save = PyEval_SaveThread(); } while (0);
#define NPY_BEGIN_THREADS_THRESHOLDED(n) do { if ((n) > 500) { _save = PyEval_SaveThread(); } } while (0);
#define NPY_END_THREADS do { if (_save) { PyEval_RestoreThread(_save); _save = NULL; } } while (0);

extern int kernel(double *data, Py_ssize_t n);

static PyObject *early_end(double *data, Py_ssize_t n)
{
    NPY_BEGIN_THREADS_DEF

    NPY_BEGIN_THREADS_THRESHOLDED(n)
    if (kernel(data, n) < 0) {
        NPY_END_THREADS
        PyErr_SetString(PyExc_ValueError, "singular");
        return NULL;
    }
    NPY_END_THREADS
    Py_RETURN_NONE;
}

static PyObject *late_end(double *data, Py_ssize_t n)
{
    NPY_BEGIN_THREADS_DEF

    NPY_BEGIN_THREADS
    if (kernel(data, n) < 0) {
        PyEval_RestoreThread(_save);
        PyErr_SetString(PyExc_ValueError, "singular");
        _save = PyEval_SaveThread();
    }
    NPY_END_THREADS
    return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}
