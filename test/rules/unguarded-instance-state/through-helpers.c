// The same through helpers: what is handed to them is the object.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *data;
    Py_ssize_t size;
} Buffer;

static int at(Buffer *buffer, Py_ssize_t i)
{
    return buffer->data[i];
}

static void resize(Buffer *buffer, Py_ssize_t size)
{
    buffer->data = PyMem_Realloc(buffer->data, size);
    buffer->size = size;
}

static PyObject *item(Buffer *self, PyObject *index)
{
    return PyLong_FromLong(at(self, PyLong_AsSsize_t(index)));
//                         ^^ info[unguarded-instance-state]
}

static PyObject *set_size(Buffer *self, PyObject *size)
{
    resize(self, PyLong_AsSsize_t(size));
//  ^^^^^^ info[unguarded-instance-state]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"item", (PyCFunction)item, METH_O, ""},
    {"set_size", (PyCFunction)set_size, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
