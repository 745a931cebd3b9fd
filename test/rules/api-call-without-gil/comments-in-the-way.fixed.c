// Comments and line ends where nobody expects them.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS /* { */ // }
    status = crunch /* ( */ (
        1 // )
    );
    Py_BLOCK_THREADS
    PyErr_Clear /* now */ (
    );
    Py_UNBLOCK_THREADS
    status = \
        crunch(2);
    Py_END_ALLOW_THREADS /* " */
    return PyLong_FromLong(status); /* ' */
}
