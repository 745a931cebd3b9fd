// What a weak reference refers to can go at any moment. What the twin gives for a dead one is different: no fix.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *owner;
} Child;

static PyObject *owner(Child *self, PyObject *unused)
{
    PyObject *owner = PyWeakref_GetObject(self->owner);
//                    ^^^^^^^^^^^^^^^^^^^ warning[borrowed-reference]
    return PyObject_Str(owner);
}

static PyMethodDef methods[] = {
    {"owner", (PyCFunction)owner, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
