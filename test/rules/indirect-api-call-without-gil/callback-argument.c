// A helper calls what it is handed, here a function that needs the GIL.
#include <Python.h>

static int for_each(const int *items, int n, int (*visit)(int item))
{
    for (int i = 0; i < n; i++)
        if (visit(items[i]) < 0)
            return -1;
    return 0;
}

static int check(int item)
{
    if (item < 0)
        PyErr_SetNone(PyExc_ValueError);
    return item;
}

static int count(int item)
{
    return item > 0;
}

static PyObject *run(const int *items, int n)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = for_each(items, n, count);
    status += for_each(items, n, check);
//                               ^^^^^ error[indirect-api-call-without-gil] check
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
