// POSIX promises nothing for these, glibc does: low confidence.
#include <Python.h>
#include <stdlib.h>

static PyObject *pick(PyObject *self, PyObject *unused)
{
    int n;
    const char *home;

    Py_BEGIN_ALLOW_THREADS
    n = rand();
//      ^^^^ warning[thread-unsafe-call] (low)
    home = getenv("HOME");
//         ^^^^^^ warning[thread-unsafe-call] (low)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n + (home != NULL));
}
