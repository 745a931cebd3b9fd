// Not reported: who ends the process has nobody to race with for long.
#include <Python.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static PyObject *run(PyObject *self, PyObject *unused)
{
    struct tm result;
    time_t now = 0;
    Py_BEGIN_ALLOW_THREADS
    if (remove("a") < 0)
        exit(1);
    now = mktime(gmtime_r(&now, &result));
    Py_END_ALLOW_THREADS
    return PyLong_FromLong((long)now);
}
