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
    Py_BEGIN_ALLOW_THREADS
    /* where it goes */
    char *buffer = PyBytes_AsString(result);
//                 ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
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
    save = PyEval_SaveThread();
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    got = lseek(fd, 0, SEEK_END);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(got);
}
