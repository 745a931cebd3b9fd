// Near misses: in a string it is no comment, and a sentence about suppressions is none.
#include <Python.h>

extern void crunch(const char *text);

static PyObject *run(PyObject *self, PyObject *unused)
{
    /* gilint can be told to ignore a line; see its documentation. */
    Py_BEGIN_ALLOW_THREADS
    crunch("/* gilint: ignore[api-call-without-gil] */");
    crunch("// NOLINT(gilint-api-call-without-gil)");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
