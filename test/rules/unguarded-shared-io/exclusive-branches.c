// Near misses: on every way through only one of the calls is made.
#include <Python.h>
#include <stdio.h>

extern int crunch(int part);

static int report(int verbose)
{
    int status = crunch(1);

    if (status < 0) {
        printf("first failed: %d\n", status);
        return -1;
    }
    status = crunch(2);
    if (status < 0) {
        printf("second failed: %d\n", status);
        return -1;
    }
    for (int part = 3; part < 9; part++) {
        if (crunch(part) < 0) {
            printf("part %d failed\n", part);
            break;
        }
    }
    return 0;
}

static PyObject *run(int verbose)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = report(verbose);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
