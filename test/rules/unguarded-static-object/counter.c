// A static counter: two threads can read the same value and both write back one more.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static long calls;

static PyObject *count(PyObject *self, PyObject *unused)
{
    calls++;
//  ^^^^^ warning[unguarded-static-object]
    return PyLong_FromLong(calls);
}

static PyMethodDef methods[] = {
    {"count", count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
