// The error is set and the function left, both without the GIL: one line in front of both is enough.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    if (status < 0) {
        PyErr_SetString(PyExc_RuntimeError, "crunch failed");
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil]
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire]
    }
    status = crunch(2);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
