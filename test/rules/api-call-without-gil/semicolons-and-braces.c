// Near misses: the macros with semicolons, and with braces of their own.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int part)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS;
    status = crunch(1);
    Py_END_ALLOW_THREADS;
    Py_BEGIN_ALLOW_THREADS {
        status += crunch(2);
    } Py_END_ALLOW_THREADS
    if (status < 0)
        return PyErr_NoMemory();
    return PyLong_FromLong(status);
}
