// A buffer that is given back before the region which reads it: its owner may resize it then.
#include <Python.h>
#include <unistd.h>

static PyObject *given_back_too_early(PyObject *self, PyObject *object)
{
    Py_buffer view;
    const char *data;
    Py_ssize_t size;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = view.buf;
    size = view.len;
    PyBuffer_Release(&view);
    Py_BEGIN_ALLOW_THREADS
    size = write(1, data, size);
//         ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(size);
}

static PyObject *given_back_behind(PyObject *self, PyObject *object)
{
    Py_buffer view;
    const char *data;
    Py_ssize_t size;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = view.buf;
    size = view.len;
    Py_BEGIN_ALLOW_THREADS
    size = write(1, data, size);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&view);
    return PyLong_FromSsize_t(size);
}

/* What the region gets is the second buffer's. */
static PyObject *asked_for_again(PyObject *self, PyObject *object)
{
    Py_buffer view;
    const char *data;
    Py_ssize_t size;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = view.buf;
    PyBuffer_Release(&view);
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = view.buf;
    Py_BEGIN_ALLOW_THREADS
    size = write(1, data, view.len);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&view);
    return PyLong_FromSsize_t(size);
}
