// A section of two objects, closed by the macro for one: it compiles where there is a GIL, and nowhere else.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

#ifndef Py_BEGIN_CRITICAL_SECTION
#define Py_BEGIN_CRITICAL_SECTION2(a, b) {
#define Py_END_CRITICAL_SECTION2() }
#define Py_END_CRITICAL_SECTION() }
#endif

typedef struct {
    PyObject_HEAD
    long count;
} Counter;

static void move_one(Counter *from, Counter *to)
{
    Py_BEGIN_CRITICAL_SECTION2(from, to);
    from->count--;
    to->count++;
    Py_END_CRITICAL_SECTION2();
}
