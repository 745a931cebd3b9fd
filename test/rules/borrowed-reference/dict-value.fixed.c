// A value of somebody's dictionary; the strong twin gives it through an argument.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *colour(PyObject *self, PyObject *options)
{
    PyObject *value;

    PyDict_GetItemStringRef(options, "colour", &value);
    if (value == NULL)
        Py_RETURN_NONE;
    return value;
}

static PyMethodDef methods[] = {
    {"colour", colour, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
