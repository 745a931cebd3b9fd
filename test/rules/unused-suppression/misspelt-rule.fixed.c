// A rule of that name does not exist, so nothing can be suppressed by it.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        PyErr_Clear();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
