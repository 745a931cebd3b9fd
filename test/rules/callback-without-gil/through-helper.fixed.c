// The thread reaches Python through a helper in another file.
#include <Python.h>
#include <pthread.h>
#include "report.h"

extern int crunch(void);

static void *worker(void *unused)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    if (crunch() < 0)
        report("crunch failed");
    PyGILState_Release(gstate);
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, worker, NULL));
}
//- report.h
void report(const char *text);
//- report.c
#include <Python.h>
#include "report.h"

void report(const char *text)
{
    PySys_WriteStderr("%s\n", text);
}
