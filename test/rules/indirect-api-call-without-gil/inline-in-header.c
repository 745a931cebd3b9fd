// A static inline function in a header that both files include.
#include <Python.h>
#include "check.h"

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = checked(crunch(1));
//           ^^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- check.h
static inline int checked(int status)
{
    if (status < 0)
        PyErr_SetNone(PyExc_RuntimeError);
//      ^^^^^^^^^^^^^ note: PyErr_SetNone
    return status;
}
//- other.c
#include <Python.h>
#include "check.h"

static PyObject *stop(PyObject *self, PyObject *unused)
{
    return checked(-1) < 0 ? NULL : PyLong_FromLong(0);
}
