#include <Python.h>
st\
atic PyObject *
spl\
iced(PyObject *self, PyObject *args)
{
    Py_BEGIN_\
ALLOW_THREADS
    PyErr_Cl\
ear();
    Py_END_ALLOW_\
THREADS
    // a comment that goes on \
    PyErr_Clear();
    Py_RETURN_NONE;
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
