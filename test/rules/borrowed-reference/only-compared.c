// Near miss: what is lent is compared, and never looked into.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *has(PyObject *self, PyObject *options)
{
    PyObject *value = PyDict_GetItemString(options, "colour");
    if (value == NULL || value == Py_None)
        Py_RETURN_FALSE;
    return PyDict_GetItemString(options, "size") != NULL ? PyBool_FromLong(1) : PyBool_FromLong(0);
}

static PyMethodDef methods[] = {
    {"has", has, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
