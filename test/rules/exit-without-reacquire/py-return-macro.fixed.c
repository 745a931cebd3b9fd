// The macro that returns None is a return, and counts a reference where None is not immortal.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() == 0) {
        Py_BLOCK_THREADS
        Py_RETURN_NONE;
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_TRUE;
}
