// An element that an expression chooses: it cannot be made atomic by itself.
#include <Python.h>

extern long next_slot(long n);

static struct {
    int hits;
} slots[8];

static PyObject *
hit(PyObject *self, PyObject *arg)
{
    long n = PyLong_AsLong(arg);

    if (n == -1 && PyErr_Occurred())
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    n = next_slot(n);
    slots[n - 1].hits++;
//  ^^^^^^^^^^^^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
