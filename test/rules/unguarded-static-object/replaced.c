// A static object that a method replaces: another thread can be about to use, or to release, the old one.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *handler;

static PyObject *set_handler(PyObject *self, PyObject *callable)
{
    Py_XDECREF(handler);
    handler = Py_NewRef(callable);
//  ^^^^^^^ warning[unguarded-static-object]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"set_handler", set_handler, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
