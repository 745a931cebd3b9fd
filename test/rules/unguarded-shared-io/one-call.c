// Near miss: one call writes the whole line; POSIX makes it atomic.
#include <Python.h>
#include <stdio.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        fprintf(stderr, "crunch failed in %s\n", "run");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
