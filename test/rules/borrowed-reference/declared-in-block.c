// Declared and used in a block of its own: the declaration is taken apart.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

#if PY_VERSION_HEX < 0x030d0000
extern int PyDict_GetItemRef(PyObject *dict, PyObject *key, PyObject **result);
#endif

static PyObject *size(PyObject *self, PyObject *options)
{
    if (PyDict_Check(options)) {
        PyObject *value = PyDict_GetItemWithError(options, self);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ warning[borrowed-reference]
        if (value == NULL)
            return NULL;
        long number = PyLong_AsLong(value);
        PyErr_Format(PyExc_ValueError, "%ld", number);
    }
    return NULL;
}

static PyMethodDef methods[] = {
    {"size", size, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
