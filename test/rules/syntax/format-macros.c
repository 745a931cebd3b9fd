// Strings glued with macros, and line continuations.
#include <Python.h>
#include <inttypes.h>
#include <stdio.h>

extern int64_t crunch(const char *text);

static PyObject *run(PyObject *self, PyObject *unused)
{
    char text[64];
    int64_t status;

    Py_BEGIN_ALLOW_THREADS
    snprintf(text, sizeof(text), "%" PRId64 " of %" PRIu64 "\n\
continued", (int64_t)1, (uint64_t)2);
    status = crunch(text);
    if (status < 0)
        PyErr_Format(PyExc_RuntimeError, "code %" PRId64, status);
//      ^^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLongLong(status);
}
