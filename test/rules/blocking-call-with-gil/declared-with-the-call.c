// The variable that takes the result is declared with the call, and used after it.
#include <Python.h>
#include <unistd.h>

PyObject *receive(int fd, char *buffer, size_t size)
{
    ssize_t n = read(fd, buffer, size);
//              ^^^^ info[blocking-call-with-gil]

    return PyBytes_FromStringAndSize(buffer, n);
}
