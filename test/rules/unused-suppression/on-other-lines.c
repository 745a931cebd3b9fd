// Near miss: a statement over several lines, suppressed on the line of the finding.
#include <Python.h>

extern int crunch(int part, void *more);

static PyObject *run(PyObject *self, PyObject *item)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(
        1,
        PyLong_AsVoidPtr(item) /* gilint: ignore[api-call-without-gil] item is a plain int */
    );
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
