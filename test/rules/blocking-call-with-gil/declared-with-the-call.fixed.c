// The variable that takes the result is declared with the call, and used after it.
#include <Python.h>
#include <unistd.h>

PyObject *receive(int fd, char *buffer, size_t size)
{
    ssize_t n;
    Py_BEGIN_ALLOW_THREADS
    n = read(fd, buffer, size);
    Py_END_ALLOW_THREADS

    return PyBytes_FromStringAndSize(buffer, n);
}
