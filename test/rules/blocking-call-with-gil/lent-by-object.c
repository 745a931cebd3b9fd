// What a list or a bytearray has lent is good for as long as the GIL is held: a region around the wait would leave it to other threads.
#include <Python.h>
#include <fcntl.h>
#include <unistd.h>

static PyObject *open_first(PyObject *self, PyObject *names)
{
    PyObject *name = PyList_GetItem(names, 0);
    int fd = open(PyUnicode_AsUTF8(name), O_RDONLY);
//           ^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(fd);
}

static PyObject *fill(PyObject *self, PyObject *memory)
{
    char *bytes = PyByteArray_AsString(memory);
    ssize_t n = read(3, bytes, 8);
//              ^^^^ info[blocking-call-with-gil]
    return PyLong_FromSsize_t(n);
}

static PyMethodDef methods[] = {
    {"open_first", open_first, METH_O, ""},
    {"fill", fill, METH_O, ""},
    {NULL, NULL, 0, NULL},
};
