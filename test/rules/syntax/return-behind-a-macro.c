// A macro that ends in `return`: its value stands behind its use, and what comes after is read all the same.
#include <Python.h>

#define TAKE_GIL { PyGILState_STATE gil = PyGILState_Ensure();
#define GIVE_GIL PyGILState_Release(gil); }
#define GIVE_GIL_AND_RETURN PyGILState_Release(gil); return

static int on_event(PyObject *callback)
{
    TAKE_GIL
    PyObject *result = PyObject_CallNoArgs(callback);
    if (result == NULL) {
        PyErr_Print();
        GIVE_GIL_AND_RETURN -1;
    }
    if (result == Py_None)
        return 0;
//      ^^^^^^^^^ error[unbalanced-gilstate]
    Py_DECREF(result);
    GIVE_GIL
    return 0;
}
