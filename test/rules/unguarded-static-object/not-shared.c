// Near misses: one for each thread, atomic, constant, local, and a type, which Python looks after.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <stdatomic.h>

static _Thread_local long depth;
static _Atomic long calls;
static const char *const names[] = {"one", "two"};
static PyTypeObject Counter_Type = {PyVarObject_HEAD_INIT(NULL, 0) .tp_name = "spam.Counter"};

static PyObject *enter(PyObject *self, PyObject *unused)
{
    long local = 0;

    depth++;
    calls++;
    local++;
    Counter_Type.tp_doc = names[0];
    return PyLong_FromLong(depth + local);
}

static PyMethodDef methods[] = {
    {"enter", enter, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
