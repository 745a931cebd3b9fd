// A flag says that somebody is at the object. Only the GIL makes asking and setting one step.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *rest;
    int busy;
    int mode;
    int inverted;
} Decoder;

extern PyObject *decode(Decoder *self);
extern PyObject *listed(Decoder *self);

static PyObject *flush(Decoder *self, PyObject *unused)
{
    if (self->busy) {
        PyErr_SetString(PyExc_RuntimeError, "the decoder is in use");
        return NULL;
    }
    self->busy = 1;
//  ^^^^^^^^^^ info[unguarded-instance-state]
    PyObject *result = decode(self);
    self->busy = 0;
    return result;
}

// A value that is put in order, by whoever comes: two do what one does.
static PyObject *set_mode(Decoder *self, PyObject *value)
{
    self->mode = PyLong_AsLong(value);
    if (self->mode == 0)
        self->mode = 2;
    Py_RETURN_NONE;
}

static PyObject *describe(Decoder *self, PyObject *unused)
{
    if (!self->inverted)
        return listed(self);
    self->inverted = 0;
    PyObject *text = listed(self);
    self->inverted = 1;
    return text;
}

static PyMethodDef methods[] = {
    {"flush", (PyCFunction)flush, METH_NOARGS, ""},
    {"set_mode", (PyCFunction)set_mode, METH_O, ""},
    {"describe", (PyCFunction)describe, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
