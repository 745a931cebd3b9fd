// A static object that is looked up when it is first needed: two threads can both find it empty.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *fraction;

static PyObject *make(PyObject *self, PyObject *unused)
{
    if (fraction == NULL) {
        PyObject *module = PyImport_ImportModule("fractions");
        if (module == NULL)
            return NULL;
        fraction = PyObject_GetAttrString(module, "Fraction");
//      ^^^^^^^^ warning[unguarded-static-object]
        Py_DECREF(module);
        if (fraction == NULL)
            return NULL;
    }
    return PyObject_CallNoArgs(fraction);
}

static PyMethodDef methods[] = {
    {"make", make, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
