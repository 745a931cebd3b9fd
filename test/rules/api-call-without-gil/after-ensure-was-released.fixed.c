// After PyGILState_Release the region goes on without the GIL.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *callback)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() > 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyObject *result = PyObject_CallNoArgs(callback);
        PyGILState_Release(gstate);
        Py_BLOCK_THREADS
        Py_XDECREF(result);
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
