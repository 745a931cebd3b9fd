// Near miss: the helper's list is one that its only caller has just made.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *joined(PyObject *list)
{
    PyObject *first = PyList_GET_ITEM(list, 0);
    return PyObject_Str(first);
}

static PyObject *sorted(PyObject *self, PyObject *any)
{
    PyObject *list = PySequence_List(any);
    if (list == NULL)
        return NULL;
    PyObject *text = joined(list);
    Py_DECREF(list);
    return text;
}

static PyMethodDef methods[] = {
    {"sorted", sorted, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
