// A walk through somebody's dictionary, which lends keys and values and breaks when the dictionary changes.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *names(PyObject *self, PyObject *options)
{
    PyObject *key, *value, *list = PyList_New(0);
    Py_ssize_t at = 0;

    while (list != NULL && PyDict_Next(options, &at, &key, &value))
//                         ^^^^^^^^^^^ warning[borrowed-reference]
        if (PyList_Append(list, key) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"names", names, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
