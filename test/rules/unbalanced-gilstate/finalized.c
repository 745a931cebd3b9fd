// Not reported: after Py_Finalize there is no GIL to give back.
#include <Python.h>

static int callbacks;
static int ending;

void forget(PyObject *callback)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    Py_DECREF(callback);
    if (--callbacks == 0 && ending) {
        Py_Finalize();
        return;
    }
    if (callbacks < 0)
        return;
//      ^^^^^^^ error[unbalanced-gilstate]
    PyGILState_Release(gil);
}
