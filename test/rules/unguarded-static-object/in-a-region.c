// Near miss: where the GIL is released, it guards nothing in any build: that is unguarded-shared-state's.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static long calls;

static PyObject *count(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    calls++;
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"count", count, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
