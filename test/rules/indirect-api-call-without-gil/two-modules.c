// Near miss: two modules in two folders, each with its own non-static function of that name.
#include <Python.h>
#include "util.h"

static PyObject *run(PyObject *self, PyObject *unused)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = util_check(1);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ok);
}
//- util.h
int util_check(int code);
//- util.c
#include "util.h"

int util_check(int code)
{
    return code > 0;
}
//- other/util.h
int util_check(int code);
//- other/util.c
#include <Python.h>
#include "util.h"

int util_check(int code)
{
    if (code < 0)
        PyErr_SetNone(PyExc_RuntimeError);
    return code > 0;
}
