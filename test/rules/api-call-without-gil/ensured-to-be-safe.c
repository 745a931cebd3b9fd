// Near miss: PyGILState_Ensure also in functions that are called with the GIL held: by Python, by name, or in place.
#include <Python.h>
#include <stdlib.h>

static void holder_dealloc(PyObject *self)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(gstate);
    PyObject_Free(self);
}

static PyTypeObject HolderType = {
    .tp_name = "spam.Holder",
    .tp_dealloc = holder_dealloc,
};

static void forget(void *pointer)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(gstate);
    Py_DECREF((PyObject *)pointer);
}

static int compare(const void *left, const void *right)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    int less = PyObject_RichCompareBool(*(PyObject **)left, *(PyObject **)right, Py_LT);
    PyGILState_Release(gstate);
    return PyErr_Occurred() ? 0 : less;
}

static PyObject *sort(PyObject **items, size_t n)
{
    qsort(items, n, sizeof(*items), compare);
    forget(items[0]);
    Py_RETURN_NONE;
}

static void capsule_gone(PyObject *capsule)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(gstate);
    Py_XDECREF(PyCapsule_GetContext(capsule));
}

static PyObject *wrap(void *pointer)
{
    return PyCapsule_New(pointer, "spam", capsule_gone);
}
