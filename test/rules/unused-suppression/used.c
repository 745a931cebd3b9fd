// Near miss: there is something to suppress.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        PyErr_Clear(); // gilint: ignore[api-call-without-gil] start-up, one thread only
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
