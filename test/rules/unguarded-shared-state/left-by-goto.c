// A loop of writes that a goto leaves.
#include <Python.h>

extern int crunch(int);
static int table[8];

static PyObject *fill(PyObject *self, PyObject *unused)
{
    int i, failed = 0;

    Py_BEGIN_ALLOW_THREADS
    failed = crunch(0);
    for (i = 0; i < 8; i++) {
        if (failed > i)
            goto done;
        table[i] += i;
//      ^^^^^^^^ warning[unguarded-shared-state]
    }
done:
    failed = crunch(1);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
