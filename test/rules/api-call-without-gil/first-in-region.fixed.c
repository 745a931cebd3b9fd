// The first thing in a region is done before it, with what is said of it.
#include <Python.h>
#include <unistd.h>

static PyObject *
receive(PyObject *self, PyObject *args)
{
    int fd;
    Py_ssize_t size, got;
    PyObject *result;

    if (!PyArg_ParseTuple(args, "in", &fd, &size))
        return NULL;
    result = PyBytes_FromStringAndSize(NULL, size);
    if (result == NULL)
        return NULL;
    /* where it goes */
    char *buffer = PyBytes_AsString(result);
    Py_BEGIN_ALLOW_THREADS
    got = read(fd, buffer, size);
    Py_END_ALLOW_THREADS
    if (got != size)
        Py_CLEAR(result);
    return result;
}

static PyObject *
receive_by_hand(PyObject *self, PyObject *args)
{
    int fd;
    long got;
    PyThreadState *save;

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
    PyErr_Clear();
    save = PyEval_SaveThread();
    got = lseek(fd, 0, SEEK_END);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(got);
}
