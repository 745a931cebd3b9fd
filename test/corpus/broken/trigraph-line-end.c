#include <Python.h>
/* is the next line a comment????/
it is *??/
/
int a;
// one line ??/
still the comment {

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
