// Near miss: one finding in the stretch is enough.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    /* gilint: ignore-start[api-call-without-gil] legacy */
    crunch();
    PyErr_Clear();
    crunch();
    /* gilint: ignore-end */
    crunch();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
