// PySequence_Fast gives a list back as it is; the item is used in the expression that borrows it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *first(PyObject *self, PyObject *any)
{
    PyObject *items = PySequence_Fast(any, "a sequence is needed");
    if (items == NULL)
        return NULL;
    PyObject *text = PyObject_Str(PySequence_Fast_GET_ITEM(items, 0));
//                                ^^^^^^^^^^^^^^^^^^^^^^^^ warning[borrowed-reference]
    Py_DECREF(items);
    return text;
}

static PyMethodDef methods[] = {
    {"first", first, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
