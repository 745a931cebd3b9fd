// Near miss: a loop made of a jump back.
#include <Python.h>

static PyObject *count(unsigned n)
{
    unsigned steps = 0;

    Py_BEGIN_ALLOW_THREADS
again:
    n = n % 2 ? 3 * n + 1 : n / 2;
    steps++;
    if (n != 1)
        goto again;
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLong(steps);
}
