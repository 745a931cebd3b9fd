// Near miss: the parameter has the name of a function that needs the GIL, and is another one.
#include <Python.h>

static int report(int code)
{
    PyErr_Format(PyExc_RuntimeError, "code %d", code);
    return -1;
}

static PyObject *fail(PyObject *self, PyObject *unused)
{
    report(1);
    return NULL;
}

static int run(int (*report)(int code), int code)
{
    Py_BEGIN_ALLOW_THREADS
    code = report(code);
    Py_END_ALLOW_THREADS
    return code;
}
