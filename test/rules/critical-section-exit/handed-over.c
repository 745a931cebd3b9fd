// Near miss: the record is the caller's, who ends the section.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int locked_take(Counter *self, PyCriticalSection *section)
{
    PyCriticalSection_Begin(section, (PyObject *)self);
    if (self->count == 0)
        return -1;
    self->count--;
    return 0;
}
