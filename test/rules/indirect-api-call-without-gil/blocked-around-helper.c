// Near miss: the GIL is taken around the helper.
#include <Python.h>

extern int crunch(int part);

static void report(int part)
{
    PyErr_Format(PyExc_RuntimeError, "part %d", part);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int failed = 0;

    Py_BEGIN_ALLOW_THREADS
    for (int part = 0; part < 8 && !failed; part++) {
        failed = crunch(part) < 0;
        if (failed) {
            Py_BLOCK_THREADS
            report(part);
            Py_UNBLOCK_THREADS
        }
    }
    Py_END_ALLOW_THREADS
    return failed ? NULL : PyLong_FromLong(0);
}
