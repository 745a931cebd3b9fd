// A macro that calls a macro that calls a macro.
#include <Python.h>

#define SPAM_FAIL(text) PyErr_SetString(PyExc_RuntimeError, text)
#define SPAM_CHECK_(status, text) do { if ((status) < 0) { SPAM_FAIL(text); } } while (0)
#define SPAM_CHECK(status) SPAM_CHECK_(status, #status " failed")
#define SPAM_RUN(x) do { Py_BEGIN_ALLOW_THREADS x; Py_END_ALLOW_THREADS } while (0)
#define SPAM_RUN_CHECKED(status, x) SPAM_RUN(status = (x)); SPAM_CHECK(status)

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    SPAM_RUN_CHECKED(status, crunch(1));
    if (PyErr_Occurred())
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    status = crunch(2);
    SPAM_CHECK(status);
//  ^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
