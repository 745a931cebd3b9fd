// The head of an if is chosen by #ifdef; its body is common.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int part)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(part);
#ifdef SPAM_STRICT
    if (status != 0)
#else
    if (status < 0)
#endif
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
