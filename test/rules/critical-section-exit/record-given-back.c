// A way out forgets the section that another one ends, and is mended the same way.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    int users;
} thing;

static int
enter(thing *self, int limit)
{
    PyCriticalSection section;

    PyCriticalSection_Begin(&section, (PyObject *)self);
    if (self->users >= limit)
        return -1;
//      ^^^^^^^^^^ error[critical-section-exit]
    self->users++;
    PyCriticalSection_End(&section);
    return 0;
}
