// What a list or dict lends is good until somebody else drops it there: as soon as the GIL is released.
#include <Python.h>
#include <unistd.h>

extern int send_all(const char **keys, Py_ssize_t count);

static PyObject *pointer_into_item(PyObject *self, PyObject *list)
{
    PyObject *item = PyList_GetItem(list, 0);
    const char *data = PyBytes_AS_STRING(item);
    Py_ssize_t n = PyBytes_GET_SIZE(item);

    Py_BEGIN_ALLOW_THREADS
    n = write(1, data, n);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *pointers_in_an_array(PyObject *self, PyObject *list)
{
    Py_ssize_t i, n = PyList_GET_SIZE(list);
    const char **keys = malloc(n * sizeof *keys);

    for (i = 0; i < n; i++)
        keys[i] = PyUnicode_AsUTF8(PyList_GET_ITEM(list, i));
    Py_BEGIN_ALLOW_THREADS
    send_all(keys, n);
//  ^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    free(keys);
    Py_RETURN_NONE;
}

static PyObject *used_again(PyObject *self, PyObject *dict)
{
    PyObject *value = PyDict_GetItemString(dict, "value");

    if (value == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    sleep(1);
    Py_END_ALLOW_THREADS
    return PyObject_Repr(value);
//         ^^^^^^^^^^^^^ warning[object-access-without-gil]
}
