// A pointer that is compared and not followed, and a number that nobody changes, are left alone; what is replaced is not.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static PyObject *set_data(Buffer *self, PyObject *unused)
{
    self->data = PyMem_Malloc(10);
//  ^^^^^^^^^^ info[unguarded-instance-state]
    Py_RETURN_NONE;
}

static PyObject *is_open(Buffer *self, PyObject *unused)
{
    return PyBool_FromLong(self->data != NULL);
}

static PyObject *length(Buffer *self, PyObject *unused)
{
    return PyLong_FromSsize_t(self->size);
}

static PyMethodDef methods[] = {
    {"set_data", (PyCFunction)set_data, METH_O, ""},
    {"is_open", (PyCFunction)is_open, METH_O, ""},
    {"length", (PyCFunction)length, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
