// The position of an iterator: two threads get the same item, or go past the end.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *items;
    Py_ssize_t index;
} Walk;

static PyObject *walk_next(Walk *it)
{
    if (it->index >= PyTuple_GET_SIZE(it->items))
        return NULL;
    return Py_NewRef(PyTuple_GET_ITEM(it->items, it->index++));
//                                               ^^^^^^^^^ info[unguarded-instance-state]
}

PyTypeObject Walk_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "spam.Walk",
    .tp_iternext = (iternextfunc)walk_next,
};
