// A line in two parts: another thread's line can come between them.
#include <Python.h>
#include <stdio.h>

extern double crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    double result;

    Py_BEGIN_ALLOW_THREADS
    fputs("result: ", stderr);
//  ^^^^^ warning[unguarded-shared-io]
    result = crunch();
    fprintf(stderr, "%g\n", result);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
