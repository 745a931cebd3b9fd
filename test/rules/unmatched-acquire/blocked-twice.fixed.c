// The second one takes what the first has taken.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
