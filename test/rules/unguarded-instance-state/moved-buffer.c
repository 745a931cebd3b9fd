// One method moves the memory that another one reads from; both need the lock.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyObject *grow(Buffer *self, PyObject *unused)
{
    char *data = PyMem_Realloc(self->data, self->size + 100);
    if (data == NULL)
        return PyErr_NoMemory();
    self->data = data;
    self->size = self->size + 100;
//  ^^^^^^^^^^ info[unguarded-instance-state]
    Py_RETURN_NONE;
}

static PyObject *first(Buffer *self, PyObject *unused)
{
    return PyLong_FromLong(self->data[0]);
//                               ^^^^ info[unguarded-instance-state]
}

static PyMethodDef methods[] = {
    {"grow", (PyCFunction)grow, METH_O, ""},
    {"first", (PyCFunction)first, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
