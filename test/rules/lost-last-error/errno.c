// CPython keeps errno over taking the GIL back, in all versions.
#include <Python.h>
#include <errno.h>
#include <unistd.h>

static PyObject *put(int fd, const void *from, size_t size)
{
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS
    n = write(fd, from, size);
    Py_END_ALLOW_THREADS
    if (n < 0 && errno != EINTR)
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyLong_FromSsize_t(n);
}
