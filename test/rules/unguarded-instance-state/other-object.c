// Near miss: what changes is another object's, and its methods are for that to guard.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

typedef struct {
    PyObject_HEAD
    Buffer *buffer;
} Reader;

static PyObject *count(Reader *self, PyObject *unused)
{
    self->buffer->size++;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"count", (PyCFunction)count, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
