// Near misses: locals, constants, thread-local and atomic variables, and static ones that are only read.
#include <Python.h>
#include <stdatomic.h>

static const int limits[] = {1, 2, 3};
static _Thread_local int depth;
static __thread int level;
static atomic_long hits;
static _Atomic int misses;
static int verbose;

extern void crunch(int *part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int part = limits[0];
    static const char *const names[] = {"a", "b"};

    Py_BEGIN_ALLOW_THREADS
    part += limits[1];
    depth++;
    level = part;
    hits++;
    atomic_fetch_add(&misses, 1);
    if (verbose)
        part = (int)names[0][0];
    crunch(&part);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(part);
}
