// Near miss: what went wrong is carried out of the section, and decided on behind its end.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static PyObject *take(Counter *self, PyObject *unused)
{
    long left;

    Py_BEGIN_CRITICAL_SECTION(self);
    left = self->count > 0 ? --self->count : -1;
    Py_END_CRITICAL_SECTION();
    if (left < 0) {
        PyErr_SetString(PyExc_ValueError, "nothing left");
        return NULL;
    }
    return PyLong_FromLong(left);
}
