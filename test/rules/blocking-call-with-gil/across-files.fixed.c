// The helper is in another file.
#include <Python.h>
#include "wait.h"

static PyObject *wait_ready(PyObject *self, PyObject *args)
{
    int fd, status;

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    status = wait_readable(fd);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyMethodDef methods[] = {
    {"wait_ready", wait_ready, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
//- wait.h
int wait_readable(int fd);
//- wait.c
#include <poll.h>
#include "wait.h"

int wait_readable(int fd)
{
    struct pollfd one = {fd, POLLIN, 0};
    return poll(&one, 1, -1);
}
