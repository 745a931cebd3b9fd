#include <Python.h>
/* gilint: ignore[ */
/* gilint: ignore-start[api-call-without-gil] */
// gilint: ignore-end
// gilint: ignore-end
/* gilint: guarded-by( */
// NOLINT(
// NOLINTNEXTLINE(gilint-
int a;

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
