// What stays where it is: its name is taken in front of the region, or the region would be empty.
#include <Python.h>
#include <unistd.h>

/* Outside of the region there is another buffer already. */
static PyObject *
named_twice(PyObject *buffer, PyObject *args)
{
    int fd;
    ssize_t got;

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    char *buffer = PyMem_Malloc(16);
//                 ^^^^^^^^^^^^ error[api-call-without-gil]
    got = read(fd, buffer, 16);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(got);
}

/* Nothing else is done there: the region is not needed. */
static PyObject *
nothing_left(PyObject *self, PyObject *item)
{
    Py_BEGIN_ALLOW_THREADS
    Py_INCREF(item);
//  ^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return item;
}
