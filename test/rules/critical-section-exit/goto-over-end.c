// A goto to the clean-up behind the end jumps over it.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static PyObject *take(Counter *self, PyObject *list)
{
    PyObject *result = PyList_New(0);

    Py_BEGIN_CRITICAL_SECTION(self);
    if (PyList_Append(list, result) < 0)
        goto error;
//      ^^^^^^^^^^^ error[critical-section-exit]
    self->count--;
    Py_END_CRITICAL_SECTION();
    return result;

error:
    Py_DECREF(result);
    return NULL;
}
