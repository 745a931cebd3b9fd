// Copies of a buffer's pointer that are made before the buffer is given back.
#include <Python.h>
#include <unistd.h>

static PyObject *past_the_header(PyObject *self, PyObject *object)
{
    Py_buffer view;
    const char *data;
    Py_ssize_t n;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = (const char *)view.buf + 16;
    n = view.len - 16;
    PyBuffer_Release(&view);
    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, n);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *copied_twice(PyObject *self, PyObject *args)
{
    Py_buffer view;
    const char *start, *data;
    Py_ssize_t n;

    if (!PyArg_ParseTuple(args, "y*", &view))
        return NULL;
    start = view.buf;
    data = start;
    n = view.len;
    PyBuffer_Release(&view);
    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, n);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

/* What the region reads is a copy. */
static PyObject *copied_to_own_memory(PyObject *self, PyObject *args)
{
    Py_buffer view;
    char *data, *copy;
    Py_ssize_t n;

    if (!PyArg_ParseTuple(args, "y*", &view))
        return NULL;
    data = view.buf;
    n = view.len;
    copy = malloc(n);
    memcpy(copy, data, n);
    data = copy;
    PyBuffer_Release(&view);
    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, n);
    Py_END_ALLOW_THREADS
    free(copy);
    return PyLong_FromSsize_t(n);
}
