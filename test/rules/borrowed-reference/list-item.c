// The items of somebody's list, borrowed: another thread can take them out. The fix gives each back on every way out.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

#if PY_VERSION_HEX < 0x030d0000
extern PyObject *PyList_GetItemRef(PyObject *list, Py_ssize_t index);
#endif

static PyObject *total(PyObject *self, PyObject *list)
{
    long sum = 0;

    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "a list is needed");
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *item = PyList_GetItem(list, i);
//                       ^^^^^^^^^^^^^^ warning[borrowed-reference]
        if (item == NULL)
            return NULL;
        long value = PyLong_AsLong(item);
        if (value == 0)
            continue;
        if (value == -1 && PyErr_Occurred())
            return NULL;
        sum += value;
    }
    return PyLong_FromLong(sum);
}

static PyMethodDef methods[] = {
    {"total", total, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
