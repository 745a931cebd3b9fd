// Near misses: each way to say that a finding is known and meant.
#include <Python.h>

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    PyErr_Clear(); /* gilint: ignore[api-call-without-gil] the one thread there is */
    PyErr_Clear(); // gilint: ignore[api-call-without-gil] the same, as a line comment
    /* gilint: ignore[api-call-without-gil] alone on the line above */
    PyErr_Clear();
    // gilint: ignore-start[api-call-without-gil] a whole stretch
    PyErr_Clear();
    crunch();
    PyErr_Clear();
    // gilint: ignore-end
    PyErr_Clear(); // NOLINT(gilint-api-call-without-gil)
    // NOLINTNEXTLINE(gilint-api-call-without-gil)
    PyErr_Clear();
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
