// An early return between the two macros: the lock stays taken.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static PyObject *take(Counter *self, PyObject *unused)
{
    PyObject *result = NULL;

    Py_BEGIN_CRITICAL_SECTION(self);
    if (self->count == 0) {
        PyErr_SetString(PyExc_ValueError, "nothing left");
        result = NULL;
        goto done;
    }
    self->count--;
    result = PyLong_FromLong(self->count);
done:;
    Py_END_CRITICAL_SECTION();
    return result;
}
