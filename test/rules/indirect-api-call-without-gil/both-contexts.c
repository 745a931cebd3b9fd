// Called with the GIL by one and without it by another: the second is wrong, three calls above the use.
#include <Python.h>
#include "store.h"

static PyObject *good(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(store_open("a"));
}

static PyObject *bad(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = store_open("b");
//           ^^^^^^^^^^ error[indirect-api-call-without-gil] store_open
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- store.h
int store_open(const char *name);
int store_check(const char *name);
//- store.c
#include "store.h"

static int open_checked(const char *name)
{
    return store_check(name);
}

int store_open(const char *name)
{
    return open_checked(name) + 1;
}
//- check.c
#include <Python.h>
#include "store.h"

int store_check(const char *name)
{
    if (name[0] == '/')
        PyErr_SetString(PyExc_ValueError, "absolute");
    return 0;
}
