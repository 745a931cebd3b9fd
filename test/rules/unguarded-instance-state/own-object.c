// Near miss: the object was made here, and nobody else has it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyTypeObject *buffer_type;

static PyObject *twice(Buffer *self, PyObject *unused)
{
    Buffer *copy = PyObject_New(Buffer, buffer_type);
    if (copy == NULL)
        return NULL;
    copy->size = 2;
    copy->size *= 2;
    copy->data = PyMem_Malloc(copy->size);
    return (PyObject *)copy;
}

static PyMethodDef methods[] = {
    {"twice", (PyCFunction)twice, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
