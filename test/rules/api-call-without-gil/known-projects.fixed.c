// Wrappers of well-known projects are known by name where their headers are not in the workspace.
// does-not-compile: the headers are NumPy's and Pillow's
#include <Python.h>
#include <numpy/arrayobject.h>
#include <Imaging.h>

extern int kernel(double *data, Py_ssize_t n);

static PyObject *filter(double *data, Py_ssize_t n)
{
    int status;
    NPY_BEGIN_THREADS_DEF;

    NPY_BEGIN_THREADS_THRESHOLDED(n);
    status = kernel(data, n);
    NPY_END_THREADS;
    if (status < 0)
        return PyErr_NoMemory();
    NPY_BEGIN_ALLOW_THREADS
    status = kernel(data, n);
    if (status < 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyErr_Clear();
        PyGILState_Release(gstate);
    }
    NPY_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyObject *section(double *data, Py_ssize_t n)
{
    ImagingSectionCookie cookie;
    int status;

    ImagingSectionEnter(&cookie);
    status = kernel(data, n);
    if (status < 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyErr_Clear();
        PyGILState_Release(gstate);
    }
    ImagingSectionLeave(&cookie);
    return PyLong_FromLong(status);
}
