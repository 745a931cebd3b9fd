// A static number, for no reason, that a call fills in and the function reads again.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

extern int query(const char *name, int *value);

static PyObject *processors(PyObject *self, PyObject *unused)
{
    static int maximum;

    if (query("maximum", &maximum) < 0)
//      ^^^^^ warning[unguarded-static-object]
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyLong_FromLong(maximum);
}

static PyMethodDef methods[] = {
    {"processors", processors, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
