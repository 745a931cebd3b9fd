// A loop around the section: break and continue leave it, once a turn.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int sum(Counter **all, int n)
{
    int total = 0;
    for (int i = 0; i < n; i++) {
        Py_BEGIN_CRITICAL_SECTION(all[i]);
        if (all[i]->count < 0)
            break;
//          ^^^^^^ error[critical-section-exit]
        if (all[i]->count == 0)
            continue;
//          ^^^^^^^^^ error[critical-section-exit]
        total += all[i]->count;
        Py_END_CRITICAL_SECTION();
    }
    return total;
}
