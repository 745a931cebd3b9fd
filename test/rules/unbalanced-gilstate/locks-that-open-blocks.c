// Macros that open a block with PyGILState_Ensure, close it, and return out of it; a plain return forgets the GIL.
#include <Python.h>

extern int values_of(PyObject *result);

#define LOCK_THREADS { PyGILState_STATE gil_state = PyGILState_Ensure();
#define RETURN_FROM_THREADS PyGILState_Release(gil_state); return
#define RELEASE_THREADS PyGILState_Release(gil_state); }

int on_read(PyObject *callback)
{
    int read;
    LOCK_THREADS
    PyObject *result = PyObject_CallNoArgs(callback);
    if (result == NULL) {
        PyErr_Print();
        RETURN_FROM_THREADS -1;
    }
    read = values_of(result);
    Py_DECREF(result);
    RELEASE_THREADS
    return read;
}

int on_write(PyObject *callback)
{
    LOCK_THREADS
    PyObject *result = PyObject_CallNoArgs(callback);
    if (result == NULL) {
        PyErr_Print();
        return -1;
//      ^^^^^^^^^^ error[unbalanced-gilstate]
    }
    Py_DECREF(result);
    RELEASE_THREADS
    return 0;
}
