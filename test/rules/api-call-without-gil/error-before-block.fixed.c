// The two lines are in the wrong order: the exception is set before the GIL is taken.
#include <Python.h>

extern int consume(void *connection);

static int is_busy(void *connection)
{
    int result = 0;

    Py_BEGIN_ALLOW_THREADS
    if (consume(connection) == 0) {
        Py_BLOCK_THREADS
        PyErr_SetString(PyExc_RuntimeError, "connection lost");
        PyErr_WriteUnraisable(NULL);
        Py_UNBLOCK_THREADS
        result = -1;
    }
    Py_END_ALLOW_THREADS
    return result;
}
