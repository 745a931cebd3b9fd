// The borrowed item is needed for what is returned: giving it back needs more than a line before the exit.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *kept;

static PyObject *keep(PyObject *self, PyObject *list)
{
    PyObject *item = PyList_GET_ITEM(list, 0);
//                   ^^^^^^^^^^^^^^^ warning[borrowed-reference]
    PyObject *text = PyObject_Str(item);

    if (text == NULL)
        return NULL;
    return PyTuple_Pack(2, item, text);
}

static PyMethodDef methods[] = {
    {"keep", keep, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
