// A value of somebody's dictionary; the strong twin gives it through an argument.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *colour(PyObject *self, PyObject *options)
{
    PyObject *value;

    value = PyDict_GetItemString(options, "colour");
//          ^^^^^^^^^^^^^^^^^^^^ warning[borrowed-reference]
    if (value == NULL)
        Py_RETURN_NONE;
    Py_INCREF(value);
    return value;
}

static PyMethodDef methods[] = {
    {"colour", colour, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
