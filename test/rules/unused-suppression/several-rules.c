// Several rules in one comment: it is of use if one of them is.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        return PyErr_NoMemory(); // gilint: ignore[api-call-without-gil, exit-without-reacquire] the process ends here
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
