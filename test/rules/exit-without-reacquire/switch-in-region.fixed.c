// A case that returns from inside the region, among cases that do not.
#include <Python.h>

extern int receive(void);

static PyObject *answer(PyObject *self, PyObject *unused)
{
    int kind;

    Py_BEGIN_ALLOW_THREADS
    kind = receive();
    switch (kind) {
    case 0:
        break;
    case 1:
        Py_BLOCK_THREADS
        return NULL;
    case 2:
        Py_BLOCK_THREADS
        return PyErr_NoMemory();
    default:
        kind = 7;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(kind);
}
