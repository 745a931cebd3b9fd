// A region inside a region: the inner release is a fatal error at run time.
#include <Python.h>

extern void crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(1);
    crunch(2);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
