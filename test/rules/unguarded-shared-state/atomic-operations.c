// Near misses: the atomic operations of compilers and systems.
#include <Python.h>
#include <stdatomic.h>

static long hits, misses, turns;
static atomic_int calls;
extern long InterlockedIncrement(long *target);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    __sync_fetch_and_add(&hits, 1);
    __atomic_add_fetch(&misses, 1, __ATOMIC_SEQ_CST);
    InterlockedIncrement(&turns);
    atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
    calls += 2;
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
