// Near miss: Python makes the dictionary of keyword arguments for this one call.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *paint(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *colour = kwargs == NULL ? NULL : PyDict_GetItemString(kwargs, "colour");
    return colour == NULL ? PyTuple_New(0) : PyObject_Str(colour);
}

static PyMethodDef methods[] = {
    {"paint", (PyCFunction)(void (*)(void))paint, METH_VARARGS | METH_KEYWORDS, ""},
    {NULL, NULL, 0, NULL},
};
