// The line is right; the comment is left over.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch();
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
