// The macros that put a new object into a field and let the old one go are a replacement as well. A lock around it helps only
// those who hold it too.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *target;
    PyObject *parent;
    PyObject *extras;
} PyLink;

static int set_target(PyLink *self, PyObject *value, void *closure)
{
    Py_XSETREF(self->target, Py_NewRef(value));
//  ^^^^^^^^^^ info[unguarded-instance-state]
    return 0;
}

static PyObject *cut(PyLink *self, PyObject *unused)
{
    Py_BEGIN_CRITICAL_SECTION(self);
    Py_CLEAR(self->parent);
    Py_END_CRITICAL_SECTION();
    Py_RETURN_NONE;
}

static PyObject *get_parent(PyLink *self, void *closure)
{
    return Py_XNewRef(self->parent);
//         ^^^^^^^^^^ info[unguarded-instance-state]
}

static PyObject *describe(PyLink *self, PyObject *unused)
{
    PyObject *text = NULL;
    Py_BEGIN_CRITICAL_SECTION(self);
    text = PyObject_Repr(self->parent);
    Py_END_CRITICAL_SECTION();
    return text;
}

// Filled in once, by one at a time: nobody is left with an object that went.
static PyObject *get_extras(PyLink *self, void *closure)
{
    PyObject *extras;
    Py_BEGIN_CRITICAL_SECTION(self);
    if (self->extras == NULL)
        self->extras = PyDict_New();
    extras = Py_XNewRef(self->extras);
    Py_END_CRITICAL_SECTION();
    return extras;
}

static PyObject *count_extras(PyLink *self, PyObject *unused)
{
    return PyLong_FromSsize_t(PyDict_Size(self->extras));
}

static PyMethodDef methods[] = {
    {"cut", (PyCFunction)cut, METH_NOARGS, ""},
    {"describe", (PyCFunction)describe, METH_NOARGS, ""},
    {"count_extras", (PyCFunction)count_extras, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef attributes[] = {
    {"target", NULL, (setter)set_target, NULL, NULL},
    {"parent", (getter)get_parent, NULL, NULL, NULL},
    {"extras", (getter)get_extras, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
