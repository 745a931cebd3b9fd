// Near miss: the dictionary is locked until the reference is a strong one.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

static PyObject *colour(PyObject *self, PyObject *options)
{
    PyObject *value;

    Py_BEGIN_CRITICAL_SECTION(options);
    value = PyDict_GetItemString(options, "colour");
    Py_XINCREF(value);
    Py_END_CRITICAL_SECTION();
    return value;
}

static PyMethodDef methods[] = {
    {"colour", colour, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
