// The reference is made a strong one right away, but between the two calls it is borrowed.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

#if PY_VERSION_HEX < 0x030d0000
extern PyObject *PyList_GetItemRef(PyObject *list, Py_ssize_t index);
#endif

static PyObject *last(PyObject *self, PyObject *list)
{
    PyObject *item = PyList_GetItem(list, PyList_GET_SIZE(list) - 1);
//                   ^^^^^^^^^^^^^^ warning[borrowed-reference]
    if (item == NULL)
        return NULL;
    Py_INCREF(item);
    return item;
}

static PyMethodDef methods[] = {
    {"last", last, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
