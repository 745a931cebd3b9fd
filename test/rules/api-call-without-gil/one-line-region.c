// Near miss: a whole region on one line; what follows it runs with the GIL.
#include <Python.h>
#include <unistd.h>

static PyObject *read_some(int fd)
{
    char buffer[512];
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS n = read(fd, buffer, sizeof(buffer)); Py_END_ALLOW_THREADS
    if (n < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    return PyBytes_FromStringAndSize(buffer, n);
}
