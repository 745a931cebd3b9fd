// Near miss: each Py_BLOCK_THREADS has its Py_UNBLOCK_THREADS or leaves the function.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    for (int part = 0; part < 9; part++) {
        int status = crunch(part);
        if (status == 0)
            continue;
        Py_BLOCK_THREADS
        if (status < 0)
            return PyErr_Format(PyExc_RuntimeError, "part %d", part);
        if (PyErr_CheckSignals() < 0)
            return NULL;
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
