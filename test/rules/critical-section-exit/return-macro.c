// The macro that returns None leaves as well; without a variable that is returned there is no fix.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static PyObject *reset(Counter *self, PyObject *unused)
{
    Py_BEGIN_CRITICAL_SECTION(self);
    if (self->count == 0)
        Py_RETURN_NONE;
//      ^^^^^^^^^^^^^^ error[critical-section-exit]
    self->count = 0;
    Py_END_CRITICAL_SECTION();
    Py_RETURN_NONE;
}
