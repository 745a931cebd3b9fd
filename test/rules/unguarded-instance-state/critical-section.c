// Near miss: every method locks the object.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyObject *grow(Buffer *self, PyObject *unused)
{
    Py_BEGIN_CRITICAL_SECTION(self);
    self->data = PyMem_Realloc(self->data, 200);
    self->size += 100;
    Py_END_CRITICAL_SECTION();
    Py_RETURN_NONE;
}

static PyObject *first(Buffer *self, PyObject *unused)
{
    int byte;
    Py_BEGIN_CRITICAL_SECTION(self);
    byte = self->data[0];
    Py_END_CRITICAL_SECTION();
    return PyLong_FromLong(byte);
}

static PyMethodDef methods[] = {
    {"grow", (PyCFunction)grow, METH_O, ""},
    {"first", (PyCFunction)first, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
