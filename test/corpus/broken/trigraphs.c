#include <Python.h>
static int what(int x) ??<
    char text??( 4 ??) = "??/n";
    return x ??!??! text[0] ? ??-x : x ??' 1;
??>

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
