// A static buffer inside the function: two threads write their texts over each other.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *spell(PyObject *self, PyObject *unused)
{
    static char buffer[64];

    snprintf(buffer, sizeof buffer, "%p", (void *)self);
//  ^^^^^^^^ warning[unguarded-static-object]
    return PyUnicode_FromString(buffer);
}

static PyMethodDef methods[] = {
    {"spell", spell, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
