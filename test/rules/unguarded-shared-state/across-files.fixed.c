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
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

long stats_hits = 0;

void stats_hit(void)
{
    pthread_mutex_lock(&state_lock);
    stats_hits += 1;
    pthread_mutex_unlock(&state_lock);
}
