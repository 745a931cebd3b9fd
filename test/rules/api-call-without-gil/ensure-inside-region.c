// Near miss: PyGILState_Ensure takes the GIL wherever it is called.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *callback)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() > 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyObject *result = PyObject_CallNoArgs(callback);
        if (result == NULL)
            PyErr_WriteUnraisable(callback);
        Py_XDECREF(result);
        PyGILState_Release(gstate);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
