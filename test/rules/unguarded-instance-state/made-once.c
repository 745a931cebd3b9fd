// Near miss: the memory is set up before anybody else has the object, and freed when nobody has it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static int buffer_init(Buffer *self, PyObject *args, PyObject *kwargs)
{
    self->data = PyMem_Malloc(100);
    self->size += 100;
    return self->data == NULL ? -1 : 0;
}

static void buffer_dealloc(Buffer *self)
{
    self->size--;
    PyMem_Free(self->data);
    PyObject_Free(self);
}

static PyObject *first(Buffer *self, PyObject *unused)
{
    return PyLong_FromLong(self->data[0]);
}

static PyMethodDef methods[] = {
    {"first", (PyCFunction)first, METH_O, ""},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Buffer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "spam.Buffer",
    .tp_init = (initproc)buffer_init,
    .tp_dealloc = (destructor)buffer_dealloc,
    .tp_methods = methods,
};
