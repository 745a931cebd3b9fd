// A value of somebody's dictionary; the strong twin gives it through an argument.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

#if PY_VERSION_HEX < 0x030d0000
extern int PyDict_GetItemStringRef(PyObject *dict, const char *key, PyObject **result);
#endif

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
