// A function of the module reads from an object that it is handed, by its own type.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyObject *grow(Buffer *self, PyObject *unused)
{
    self->data = PyMem_Realloc(self->data, 200);
//  ^^^^^^^^^^ info[unguarded-instance-state]
    Py_RETURN_NONE;
}

static PyObject *encode(PyObject *module, PyObject *object)
{
    Buffer *buffer = (Buffer *)object;
    return PyBytes_FromStringAndSize(&buffer->data[0], buffer->size);
//                                            ^^^^ info[unguarded-instance-state]
}

static PyMethodDef methods[] = {
    {"grow", (PyCFunction)grow, METH_O, ""},
    {"encode", (PyCFunction)encode, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
