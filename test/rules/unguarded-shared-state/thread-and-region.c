// A thread of the module's own writes what a method reads: neither holds a common lock.
#include <Python.h>
#include <pthread.h>
#include <stdbool.h>

extern double sample(void);
static double load;

static void *sampler(void *unused)
{
    for (;;)
        load = sample();
//      ^^^^ warning[unguarded-shared-state]
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, sampler, NULL));
}

static PyObject *current_load(PyObject *self, PyObject *unused)
{
    return PyFloat_FromDouble(load);
}
