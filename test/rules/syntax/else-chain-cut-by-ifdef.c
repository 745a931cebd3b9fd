// The branches of a chain come and go with #ifdef.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int part)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
    if (part == 1)
        status = crunch(1);
#ifdef SPAM_WIDE
    else if (part == 2)
        status = crunch(2);
#endif
    else if (part == 3)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
    else
        status = crunch(4);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
