// getmntent fills one buffer of the C library for everybody.
#include <Python.h>
#include <mntent.h>
#include <stdio.h>

static PyObject *count_mounts(FILE *file)
{
    int n = 0;

    Py_BEGIN_ALLOW_THREADS
    while (getmntent(file) != NULL)
//         ^^^^^^^^^ warning[thread-unsafe-call]
        n++;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
