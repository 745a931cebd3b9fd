// Near miss: the loop that CPython itself writes around system calls.
#include <Python.h>
#include <errno.h>
#include <unistd.h>

#define BEGIN_SUPPRESS
#define END_SUPPRESS

static PyObject *read_some(int fd, char *buffer, size_t size)
{
    ssize_t n;
    int error, async_error = 0;

    do {
        Py_BEGIN_ALLOW_THREADS
        BEGIN_SUPPRESS
        errno = 0;
        n = read(fd, buffer, size);
        error = errno;
        END_SUPPRESS
        Py_END_ALLOW_THREADS
    } while (n < 0 && error == EINTR && !(async_error = PyErr_CheckSignals()));
    if (async_error)
        return NULL;
    if (n < 0) {
        errno = error;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    return PyBytes_FromStringAndSize(buffer, n);
}
