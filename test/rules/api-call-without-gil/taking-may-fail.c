// Taking the GIL may fail: where it did, and where nobody asked, there is no GIL.
#include <Python.h>

struct handle {
    PyThreadState *state;
    PyObject *hook;
};

static int take(struct handle *handle)
{
    if (handle->state == NULL)
        return 0;
    PyEval_AcquireThread(handle->state);
    return 1;
}

static void give(struct handle *handle)
{
    PyEval_ReleaseThread(handle->state);
}

int not_asked(struct handle *handle)
{
    PyObject *result;

    take(handle);
    result = PyObject_CallNoArgs(handle->hook);
//           ^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_XDECREF(result);
    give(handle);
    return result != NULL;
}

int where_it_failed(struct handle *handle)
{
    if (!take(handle)) {
        PyErr_SetString(PyExc_RuntimeError, "no thread state");
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil]
        return 0;
    }
    Py_XDECREF(PyObject_CallNoArgs(handle->hook));
    give(handle);
    return 1;
}

int asked(struct handle *handle)
{
    if (!take(handle))
        return 0;
    Py_XDECREF(PyObject_CallNoArgs(handle->hook));
    give(handle);
    return 1;
}

int asked_before_giving_back(struct handle *handle)
{
    int taken = take(handle);

    Py_XDECREF(PyObject_CallNoArgs(handle->hook));
    if (taken)
        give(handle);
    return 1;
}
