// What only Pythons with a GIL compile: those before 3.13, and builds that say they have one.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static int lookup(PyObject *dict, PyObject *key, PyObject **result)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyDict_GetItemRef(dict, key, result);
#else
    PyObject *found = PyDict_GetItemWithError(dict, key);
    *result = Py_XNewRef(found);
    return found != NULL ? 1 : PyErr_Occurred() ? -1 : 0;
#endif
}

static PyObject *first(PyObject *self, PyObject *list)
{
#ifdef Py_GIL_DISABLED
    return PyList_GetItemRef(list, 0);
#else
    return Py_XNewRef(PyList_GetItem(list, 0));
#endif
}

static PyObject *second(PyObject *self, PyObject *list)
{
#if PY_VERSION_HEX >= 0x03090000
    return Py_XNewRef(PyList_GetItem(list, 1));
//                    ^^^^^^^^^^^^^^ warning[borrowed-reference]
#else
    return NULL;
#endif
}

static PyObject *third(PyObject *self, PyObject *list)
{
#if PY_VERSION_HEX >= 0x030F0000
    return Py_XNewRef(PyList_GetItem(list, 2));
//                    ^^^^^^^^^^^^^^ warning[borrowed-reference]
#else
    return NULL;
#endif
}

static PyObject *get(PyObject *self, PyObject *dict)
{
    PyObject *found = NULL;
    if (lookup(dict, Py_None, &found) < 0)
        return NULL;
    return found;
}

static PyMethodDef methods[] = {
    {"first", first, METH_O, ""},
    {"second", second, METH_O, ""},
    {"third", third, METH_O, ""},
    {"get", get, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
