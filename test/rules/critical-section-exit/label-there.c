// There is a label in front of the end already: the fix uses it.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int take(Counter *self, long n)
{
    int status = -1;
    Py_BEGIN_CRITICAL_SECTION(self);
    if (n < 0)
        goto leave;
    if (self->count < n)
        return -1;
//      ^^^^^^^^^^ error[critical-section-exit]
    self->count -= n;
    status = 0;
leave:;
    Py_END_CRITICAL_SECTION();
    return status;
}
