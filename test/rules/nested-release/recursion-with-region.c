// A function with a region that calls itself inside it.
#include <Python.h>

extern int crunch(int part);

static int walk(int depth)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(depth);
    if (status > 0)
        status += walk(depth + 1);
//                ^^^^ error[nested-release]
    Py_END_ALLOW_THREADS
    return status;
}

static int walk_well(int depth)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(depth);
    Py_END_ALLOW_THREADS
    return status > 0 ? status + walk_well(depth + 1) : status;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(walk(0) + walk_well(0));
}
