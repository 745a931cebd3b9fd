// Declarations with attributes and macros that stand for them: lines that take the GIL are put in front of all that, not behind the attribute.
#include <Python.h>

#define MAYBE_UNUSED __attribute__((unused))

extern int crunch(int);

static PyObject *measure(PyObject *self, PyObject *Py_UNUSED(args))
{
    MAYBE_UNUSED int count = 0;
    int MAYBE_UNUSED size;

    Py_BEGIN_ALLOW_THREADS
    count = crunch(1);
    Py_BLOCK_THREADS
    MAYBE_UNUSED int kept = (int)PyObject_Size(self);
    Py_UNBLOCK_THREADS
    crunch(2);
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    count = crunch(1);
    if (count) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    crunch(2);
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    count = crunch(1);
    Py_BLOCK_THREADS
    MAYBE_UNUSED
    int again = (int)PyObject_Size(self);
    Py_UNBLOCK_THREADS
    crunch(2);
    Py_END_ALLOW_THREADS
    size = count;
    return PyLong_FromLong(size);
}
