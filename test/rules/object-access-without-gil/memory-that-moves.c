// Memory that its object can move: a bytearray grows, and whatever the old buffer protocol gave a pointer to.
#include <Python.h>
#include <unistd.h>

extern void fill(char *data, Py_ssize_t size);

static PyObject *bytearray_of_a_caller(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AS_STRING(object);
    Py_ssize_t size = PyByteArray_GET_SIZE(object);

    Py_BEGIN_ALLOW_THREADS
    fill(data, size);
//  ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *old_protocol(PyObject *self, PyObject *object)
{
    const void *data;
    Py_ssize_t size;

    if (PyObject_AsReadBuffer(object, &data, &size) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    size = write(1, data, size);
//         ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(size);
}

/* Nobody else has it yet. */
static PyObject *bytearray_made_here(PyObject *self, PyObject *unused)
{
    PyObject *result = PyByteArray_FromStringAndSize(NULL, 100);
    char *data = PyByteArray_AS_STRING(result);

    Py_BEGIN_ALLOW_THREADS
    fill(data, 100);
    Py_END_ALLOW_THREADS
    return result;
}

/* A bytes object neither moves nor changes; the caller keeps it alive. */
static PyObject *bytes_of_a_caller(PyObject *self, PyObject *object)
{
    char *data = PyBytes_AS_STRING(object);
    ssize_t n;

    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}
