// Names with dollars, and names that only start like macros of Python.
#include <Python.h>

extern int crunch(int part);

static int Py_BEGIN_ALLOW_THREADSX(int n)
{
    return n;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int $status[1] = {0}, PyErr_Clear_count = 0;

    Py_BEGIN_ALLOW_THREADS
    $status[0] = crunch(1) + Py_BEGIN_ALLOW_THREADSX(PyErr_Clear_count);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong($status[0]);
}
