// Near miss: Py_BLOCK_THREADS takes the GIL back right before each way out.
#include <Python.h>

extern int load(int part);

static PyObject *load_parts(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = load(1);
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_SetNone(PyExc_OSError);
        return NULL;
    }
    if (status > 0) {
        Py_BLOCK_THREADS
        goto out;
    }
    status = load(2);
    Py_END_ALLOW_THREADS
out:
    return PyLong_FromLong(status);
}
