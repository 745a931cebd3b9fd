// The head of the function is a macro; its body is not.
#include <Python.h>

#define METHOD(name) static PyObject *spam_##name(PyObject *self, PyObject *args)

extern int crunch(int part);

METHOD(run)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

METHOD(stop)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(2);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
