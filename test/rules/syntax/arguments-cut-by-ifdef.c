// An #ifdef inside the arguments of a call.
#include <Python.h>

extern int crunch(int part, ...);

static PyObject *run(PyObject *item)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1,
#ifdef SPAM_WIDE
                    2, 3,
#endif
                    (int)PyLong_AsLong(item));
//                       ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
