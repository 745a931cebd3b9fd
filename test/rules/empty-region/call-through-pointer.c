// Near miss: a call through a pointer is a call.
#include <Python.h>

static PyObject *run(void (*work)(void *), void *data)
{
    Py_BEGIN_ALLOW_THREADS
    work(data);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
