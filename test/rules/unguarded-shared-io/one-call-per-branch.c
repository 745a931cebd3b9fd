// Near miss: two calls in the text, but each way through makes only one.
#include <Python.h>
#include <stdio.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        puts("failed");
    else
        puts("done");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
