// The variable is another file's; the region is here.
#include <Python.h>
#include "stats.h"

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    stats_hit();
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(stats_hits);
}
//- stats.h
extern long stats_hits;
void stats_hit(void);
//- stats.c
#include "stats.h"

long stats_hits = 0;

void stats_hit(void)
{
    stats_hits += 1;
//  ^^^^^^^^^^ warning[unguarded-shared-state]
}
