// Near miss: two regions in two scopes, each with its own saved state, each left by its own end.
#include <Python.h>

extern int turn(int n);

static PyObject *turns(int which)
{
    int status;

    if (which) {
        Py_BEGIN_ALLOW_THREADS
        status = turn(1);
        Py_END_ALLOW_THREADS
        if (status < 0)
            return NULL;
    } else {
        Py_BEGIN_ALLOW_THREADS
        status = turn(2);
        Py_END_ALLOW_THREADS
    }
    return PyLong_FromLong(status);
}
