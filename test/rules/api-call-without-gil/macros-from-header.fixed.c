// The pair is defined in a header, empty where the build has no threads.
#include <Python.h>
#include "threads.h"

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    SPAM_BEGIN
    status = crunch(1);
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    SPAM_END
    if (status > 0)
        return PyErr_NoMemory();
    return PyLong_FromLong(status);
}
//- threads.h
#ifdef WITH_THREAD
#define SPAM_BEGIN Py_BEGIN_ALLOW_THREADS
#define SPAM_END Py_END_ALLOW_THREADS
#else
#define SPAM_BEGIN
#define SPAM_END
#endif
