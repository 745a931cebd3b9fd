// Near miss: one write and a flush; nobody can come between the halves of one call.
#include <Python.h>
#include <stdio.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0) {
        printf("crunch failed\n");
        fflush(stdout);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
