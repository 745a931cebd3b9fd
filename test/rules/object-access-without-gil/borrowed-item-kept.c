// An item with a reference of one's own, out of a tuple, from a list nobody else has, or of which only a copy is used.
#include <Python.h>
#include <unistd.h>

struct entry {
    PyObject_HEAD
    int fd;
};

static PyObject *owned(PyObject *self, PyObject *list)
{
    PyObject *item = PyList_GetItem(list, 0);
    const char *data;
    Py_ssize_t n;

    Py_INCREF(item);
    data = PyBytes_AS_STRING(item);
    n = PyBytes_GET_SIZE(item);
    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, n);
    Py_END_ALLOW_THREADS
    Py_DECREF(item);
    return PyLong_FromSsize_t(n);
}

static PyObject *from_a_tuple(PyObject *self, PyObject *args)
{
    const char *data = PyBytes_AS_STRING(PyTuple_GET_ITEM(args, 0));
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *from_a_copy(PyObject *self, PyObject *sequence)
{
    PyObject *list = PySequence_List(sequence);
    const char *data = PyBytes_AS_STRING(PyList_GET_ITEM(list, 0));
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, 1);
    Py_END_ALLOW_THREADS
    Py_DECREF(list);
    return PyLong_FromSsize_t(n);
}

static PyObject *a_number_of_it(PyObject *self, PyObject *list)
{
    struct entry *item = (struct entry *)PyList_GET_ITEM(list, 0);
    int fd = item->fd;
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS
    n = write(fd, "x", 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *asked_for_again(PyObject *self, PyObject *list)
{
    PyObject *item = PyList_GET_ITEM(list, 0);

    if (!PyLong_Check(item))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    sleep(1);
    Py_END_ALLOW_THREADS
    item = PyList_GetItem(list, 0);
    return item == NULL ? NULL : PyObject_Repr(item);
}

static PyObject *nothing_lent(PyObject *self, PyObject *dict)
{
    struct entry *entry = (struct entry *)PyDict_GetItemString(dict, "entry");
    ssize_t n;

    if (entry != NULL)
        return PyLong_FromLong(entry->fd);
    Py_BEGIN_ALLOW_THREADS
    n = write(1, entry, 0);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}
