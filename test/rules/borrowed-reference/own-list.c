// Near miss: the list was made here, and nobody else knows it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *sorted(PyObject *self, PyObject *any)
{
    PyObject *list = PySequence_List(any);
    if (list == NULL || PyList_Sort(list) < 0 || PyList_GET_SIZE(list) == 0) {
        Py_XDECREF(list);
        return NULL;
    }
    PyObject *text = PyObject_Str(PyList_GetItem(list, 0));
    Py_DECREF(list);
    return text;
}

static PyMethodDef methods[] = {
    {"sorted", sorted, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
