// Near miss: Py_BLOCK_THREADS takes the GIL for the error, Py_UNBLOCK_THREADS gives it back.
#include <Python.h>

extern int fetch(int row);

static PyObject *fetch_all(PyObject *self, PyObject *unused)
{
    int failed = 0;

    Py_BEGIN_ALLOW_THREADS
    for (int row = 0; row < 100; row++) {
        if (fetch(row) < 0) {
            Py_BLOCK_THREADS
            PyErr_Format(PyExc_OSError, "row %d", row);
            failed = 1;
            Py_UNBLOCK_THREADS
            break;
        }
    }
    Py_END_ALLOW_THREADS
    if (failed)
        return NULL;
    Py_RETURN_NONE;
}
