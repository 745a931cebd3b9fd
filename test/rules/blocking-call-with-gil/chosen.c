// Near miss: the same work is done without the GIL on another branch, so that to keep the GIL here is somebody's choice.
#include <Python.h>
#include <sys/socket.h>

PyObject *shrink(int release, int fd, char *buffer)
{
    long n;

    if (release) {
        Py_BEGIN_ALLOW_THREADS
        n = recv(fd, buffer, 64, MSG_WAITALL);
        Py_END_ALLOW_THREADS
    }
    else
        n = recv(fd, buffer, 64, MSG_WAITALL);
//          ^^^^ info[blocking-call-with-gil] (low)
    return PyLong_FromLong(n);
}

// Of two calls in a row, one without the GIL, the other was forgotten.
PyObject *twice(int more, int fd, char *buffer)
{
    long n;

    Py_BEGIN_ALLOW_THREADS
    n = recv(fd, buffer, 64, 0);
    Py_END_ALLOW_THREADS
    if (more)
        n += recv(fd, buffer, 64, 0);
//           ^^^^ info[blocking-call-with-gil] (high)
    return PyLong_FromLong(n);
}
