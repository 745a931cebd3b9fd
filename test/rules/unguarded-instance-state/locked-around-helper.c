// Near miss: the method locks, and a helper does the work.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyObject *grow_locked(Buffer *self)
{
    self->size += 100;
    self->data = PyMem_Realloc(self->data, self->size);
    Py_RETURN_NONE;
}

static PyObject *grow(Buffer *self, PyObject *unused)
{
    PyObject *result;
    Py_BEGIN_CRITICAL_SECTION(self);
    result = grow_locked(self);
    Py_END_CRITICAL_SECTION();
    return result;
}

static PyMethodDef methods[] = {
    {"grow", (PyCFunction)grow, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
