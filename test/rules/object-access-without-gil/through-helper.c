// A helper that only reads the object's memory, called in the region: the milder rule, told in the helper.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static void crunch_bytes(PyObject *bytes)
{
    crunch(PyBytes_AS_STRING(bytes), 10);
//         ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
}

static PyObject *run(PyObject *self, PyObject *bytes)
{
    Py_BEGIN_ALLOW_THREADS
    crunch_bytes(bytes);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static Py_ssize_t first_length(PyObject *list)
{
    return PyUnicode_GET_LENGTH(PyList_GET_ITEM(list, 0));
//         ^^^^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
//                              ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
}

static void crunch_held(PyObject *bytes)
{
    crunch(PyBytes_AS_STRING(bytes), 10);
}

static PyObject *lengths(PyObject *self, PyObject *list)
{
    Py_ssize_t length;

    crunch_held(list);
    Py_BEGIN_ALLOW_THREADS
    length = first_length(list);
    crunch(NULL, length);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(length);
}
