// The same by function calls: the record is a variable of this function.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int take(Counter *self)
{
    PyCriticalSection section;
    PyCriticalSection_Begin(&section, (PyObject *)self);
    if (self->count == 0)
        return -1;
//      ^^^^^^^^^^ error[critical-section-exit]
    self->count--;
    PyCriticalSection_End(&section);
    return 0;
}
