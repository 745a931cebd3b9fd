// An object is replaced, and released, while another thread is about to call it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *callback;
} Hook;

static PyObject *set(Hook *self, PyObject *callback)
{
    PyObject *old = self->callback;
    self->callback = Py_NewRef(callback);
//  ^^^^^^^^^^^^^^ info[unguarded-instance-state]
    Py_XDECREF(old);
    Py_RETURN_NONE;
}

static PyObject *run(Hook *self, PyObject *argument)
{
    return PyObject_CallOneArg(self->callback, argument);
//         ^^^^^^^^^^^^^^^^^^^ info[unguarded-instance-state]
}

static PyMethodDef methods[] = {
    {"set", (PyCFunction)set, METH_O, ""},
    {"run", (PyCFunction)run, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
