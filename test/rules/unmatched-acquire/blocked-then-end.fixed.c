// Py_BLOCK_THREADS took the GIL back, so the end of the region takes it a second time.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    Py_BLOCK_THREADS
    PyErr_Clear();
    Py_UNBLOCK_THREADS
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
