// Near miss: the macro takes the GIL back before it returns.
#include <Python.h>

#define FAIL_IF(condition) \
    if (condition) { \
        Py_BLOCK_THREADS \
        return PyErr_NoMemory(); \
    }

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    FAIL_IF(status < 0)
    status = crunch(2);
    FAIL_IF(status < 0)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
