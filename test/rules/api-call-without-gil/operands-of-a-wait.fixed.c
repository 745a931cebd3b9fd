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
    char *data;
    Py_ssize_t size;

    if (!PyArg_ParseTuple(args, "iS", &fd, &bytes))
        return NULL;
    data = PyBytes_AsString(bytes);
    size = PyBytes_Size(bytes);
    Py_BEGIN_ALLOW_THREADS
    sent = write(fd, data, size);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(sent);
}

static PyObject *
send_checked(PyObject *self, PyObject *args)
{
    int fd;
    PyObject *text;
    const char *text2;

    if (!PyArg_ParseTuple(args, "iU", &fd, &text))
        return NULL;
    text2 = PyUnicode_AsUTF8(text);
    Py_BEGIN_ALLOW_THREADS
    if (dprintf(fd, "%s", text2) < 0)
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
    char *data = PyBytes_AsString(self->pending);
    Py_ssize_t size = PyBytes_Size(self->pending);

    Py_BEGIN_ALLOW_THREADS
    sent = write(self->fd, data, size);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(sent);
}
