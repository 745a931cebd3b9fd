// Near miss and hit: the inner pair of macros alone, with the variable declared by hand.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *_save;
    int status;

    Py_UNBLOCK_THREADS
    status = crunch(1);
    Py_BLOCK_THREADS
    if (status < 0)
        return PyErr_NoMemory();
    Py_UNBLOCK_THREADS
    if (crunch(2) < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_BLOCK_THREADS
    return PyLong_FromLong(status);
}
