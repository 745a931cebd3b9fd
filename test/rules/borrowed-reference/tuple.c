// Near miss: nobody can take anything out of a tuple while it is held.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *sum(PyObject *self, PyObject *args)
{
    PyObject *a = PyTuple_GetItem(args, 0);
    PyObject *b = PyTuple_GET_ITEM(args, 1);
    return PyNumber_Add(a, b);
}

static PyMethodDef methods[] = {
    {"sum", sum, METH_VARARGS, ""},
    {NULL, NULL, 0, NULL},
};
