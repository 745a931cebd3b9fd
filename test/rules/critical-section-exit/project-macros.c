// The project has names of its own for the macros.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

#define LOCK_OBJECT(o) Py_BEGIN_CRITICAL_SECTION(o)
#define UNLOCK_OBJECT() Py_END_CRITICAL_SECTION()

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int take(Counter *self)
{
    LOCK_OBJECT(self);
    if (self->count == 0)
        return -1;
//      ^^^^^^^^^^ error[critical-section-exit]
    self->count--;
    UNLOCK_OBJECT();
    return 0;
}
