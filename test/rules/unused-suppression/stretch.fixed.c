// A stretch in which nothing is found.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    Py_END_ALLOW_THREADS
    PyErr_Clear();
    Py_RETURN_NONE;
}
