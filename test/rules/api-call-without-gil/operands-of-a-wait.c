// What a wait is handed out of objects is read in front of the region: in a statement, and in what an if asks.
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

static PyObject *
send_bytes(PyObject *self, PyObject *args)
{
    int fd;
    PyObject *bytes;
    ssize_t sent;

    if (!PyArg_ParseTuple(args, "iS", &fd, &bytes))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    sent = write(fd, PyBytes_AsString(bytes), PyBytes_Size(bytes));
//                   ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
//                                            ^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(sent);
}

static PyObject *
send_checked(PyObject *self, PyObject *args)
{
    int fd;
    PyObject *text;

    if (!PyArg_ParseTuple(args, "iU", &fd, &text))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    if (dprintf(fd, "%s", PyUnicode_AsUTF8(text)) < 0)
//                        ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
        perror("dprintf");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

typedef struct {
    PyObject_HEAD
    int fd;
    PyObject *pending;
} Pipe;

static PyObject *
flush_pipe(Pipe *self, PyObject *unused)
{
    ssize_t sent;

    Py_BEGIN_ALLOW_THREADS
    sent = write(self->fd, PyBytes_AsString(self->pending), PyBytes_Size(self->pending));
//                         ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
//                                                          ^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(sent);
}
