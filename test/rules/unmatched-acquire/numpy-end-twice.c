// Near miss: NumPy's END tests and clears the saved state, so a second one does nothing.
#include <Python.h>

#define NPY_BEGIN_THREADS_DEF PyThreadState *_save = NULL;
#define NPY_BEGIN_THREADS do { _save = PyEval_SaveThread(); } while (0);
#define NPY_END_THREADS do { if (_save) { PyEval_RestoreThread(_save); _save = NULL; } } while (0);

extern int kernel(double *data);

static PyObject *apply(double *data)
{
    NPY_BEGIN_THREADS_DEF

    NPY_BEGIN_THREADS
    if (kernel(data) < 0) {
        NPY_END_THREADS
        PyErr_SetNone(PyExc_ValueError);
    }
    NPY_END_THREADS
    return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}
