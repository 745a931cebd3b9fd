// A helper gives a pointer whose buffer, or whose object, it has let go of.
#include <Python.h>
#include <unistd.h>

extern int open_device(const char *name);

static const void *memory_of(PyObject *object, Py_ssize_t *size)
{
    Py_buffer view;
    const void *data;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    data = view.buf;
    *size = view.len;
    PyBuffer_Release(&view);
    return data;
}

static int memory_into(PyObject *object, const char **data)
{
    Py_buffer view;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return -1;
    *data = view.buf;
    PyBuffer_Release(&view);
    return 0;
}

static const char *name_of(PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    const char *name = bytes == NULL ? NULL : PyBytes_AsString(bytes);

    Py_XDECREF(bytes);
    return name;
}

/* The caller's own memory. */
static char *copy_of(PyObject *object)
{
    Py_buffer view;
    char *copy;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    copy = malloc(view.len);
    memcpy(copy, view.buf, view.len);
    PyBuffer_Release(&view);
    return copy;
}

static PyObject *send_result(PyObject *self, PyObject *object)
{
    Py_ssize_t size;
    const void *data = memory_of(object, &size);

    if (data == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    size = write(1, data, size);
//         ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(size);
}

static PyObject *send_given(PyObject *self, PyObject *object)
{
    const char *data;
    Py_ssize_t n;

    if (memory_into(object, &data) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, 1);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *open_named(PyObject *self, PyObject *object)
{
    const char *name = name_of(object);
    int fd;

    if (name == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
//       ^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}

static PyObject *send_copy(PyObject *self, PyObject *object)
{
    char *copy = copy_of(object);
    Py_ssize_t n;

    if (copy == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    n = write(1, copy, 1);
    Py_END_ALLOW_THREADS
    free(copy);
    return PyLong_FromSsize_t(n);
}
