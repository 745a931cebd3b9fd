// Alone on the line above: it speaks for the next line, not for the one after.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    PyErr_Clear();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
