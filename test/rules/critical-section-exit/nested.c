// Two sections, one in the other: a return leaves the inner one, and is said once.
// gilint.toml: select = ["free-threading"]
// does-not-compile: critical sections are new in Python 3.13
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static int move_one(Counter *from, Counter *to)
{
    int status = 0;
    Py_BEGIN_CRITICAL_SECTION(from);
    Py_BEGIN_CRITICAL_SECTION(to);
    if (from->count == 0)
        return -1;
//      ^^^^^^^^^^ error[critical-section-exit]
    from->count--;
    to->count++;
    Py_END_CRITICAL_SECTION();
    Py_END_CRITICAL_SECTION();
    return status;
}
