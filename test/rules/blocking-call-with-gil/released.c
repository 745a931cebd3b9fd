// Near miss: the same calls with the GIL released.
#include <Python.h>
#include <unistd.h>
#include <sys/socket.h>
#include <poll.h>

static PyObject *receive(PyObject *self, PyObject *args)
{
    char buffer[512];
    struct pollfd poll_fd = {0, POLLIN, 0};
    ssize_t n;

    if (!PyArg_ParseTuple(args, "i", &poll_fd.fd))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    sleep(1);
    poll(&poll_fd, 1, -1);
    n = recv(poll_fd.fd, buffer, sizeof(buffer), 0);
    Py_END_ALLOW_THREADS
    return n < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyBytes_FromStringAndSize(buffer, n);
}

static PyMethodDef methods[] = {
    {"receive", receive, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
