// GNU C's nested function: what it does is done where it is called.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int total = 0;
    void add(int part) { total += crunch(part); }

    Py_BEGIN_ALLOW_THREADS
    add(1);
    add(2);
    if (total < 0)
        PyErr_Clear();
//      ^^^^^^^^^^^ todo error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(total);
}
