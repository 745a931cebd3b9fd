// Near miss: a callback takes the GIL, then gives it up for a while inside.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *hook)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch(1) > 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyObject *result = PyObject_CallNoArgs(hook);
        Py_XDECREF(result);
        Py_BEGIN_ALLOW_THREADS
        crunch(2);
        Py_END_ALLOW_THREADS
        PyGILState_Release(gstate);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
