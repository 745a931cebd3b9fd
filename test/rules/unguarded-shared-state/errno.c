// Near miss: errno is a variable of each thread's own.
#include <Python.h>
#include <errno.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status, saved;

    Py_BEGIN_ALLOW_THREADS
    errno = 0;
    status = crunch();
    saved = errno;
    Py_END_ALLOW_THREADS
    if (status < 0) {
        errno = saved;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_RETURN_NONE;
}
