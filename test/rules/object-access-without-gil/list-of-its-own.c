// A list that the function has just made is in no other thread's hands, until it is put somewhere.
// min-confidence: medium
#include <Python.h>

extern void crunch(PyObject *number);

static PyObject *shelf;

static PyObject *own(PyObject *self, PyObject *number)
{
    PyObject *result = NULL;
    if (!(result = PyList_New(2)))
        return NULL;
    PyList_SetItem(result, 0, Py_NewRef(number));
    PyList_SetItem(result, 1, Py_NewRef(number));
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < 2; i++)
        crunch(PyList_GET_ITEM(result, i));
    Py_END_ALLOW_THREADS
    return result;
}

static PyObject *handed(PyObject *self, PyObject *list)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(PyList_GET_ITEM(list, 0));
//         ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *shelved(PyObject *self, PyObject *number)
{
    PyObject *result = PyList_New(1);
    if (result == NULL)
        return NULL;
    PyList_SetItem(result, 0, Py_NewRef(number));
    shelf = result;
    Py_BEGIN_ALLOW_THREADS
    crunch(PyList_GET_ITEM(result, 0));
//         ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return Py_NewRef(result);
}
