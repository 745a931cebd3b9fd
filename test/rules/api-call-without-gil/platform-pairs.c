// Near miss: release and end under the same #if, which is not about threads.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

#if !defined(_WIN32) && !defined(NO_NOGIL)
    Py_BEGIN_ALLOW_THREADS
#endif
    status = crunch(1);
#if !defined(_WIN32) && !defined(NO_NOGIL)
    Py_END_ALLOW_THREADS
#endif
    if (status < 0)
        return PyErr_NoMemory();
    return PyLong_FromLong(status);
}
