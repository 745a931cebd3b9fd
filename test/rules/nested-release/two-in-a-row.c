// Near miss: two regions one after the other.
#include <Python.h>

extern void crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(1);
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    crunch(2);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
