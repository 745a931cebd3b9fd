// Near miss: the function that waits looks like a binding, but its only caller has released the GIL.
#include <Python.h>
#include <unistd.h>

static int settle(int turns)
{
    while (turns-- > 0)
        usleep(1000);
    return 0;
}

static int outer(int turns)
{
    return settle(turns);
}

PyObject *run(PyObject *self, PyObject *number)
{
    int turns = (int)PyLong_AsLong(number), status;

    Py_BEGIN_ALLOW_THREADS
    status = outer(turns);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
