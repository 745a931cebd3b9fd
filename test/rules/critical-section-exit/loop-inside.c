// Near miss: the loop is inside the section, and so are its break and its continue.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int sum(Counter *self, int n)
{
    int total = 0;
    Py_BEGIN_CRITICAL_SECTION(self);
    for (int i = 0; i < n; i++) {
        if (i % 2 == 0)
            continue;
        if (self->count < i)
            break;
        total += i;
    }
    Py_END_CRITICAL_SECTION();
    return total;
}
