#include <Python.h>
static void f(void) { __asm__ volatile ("mov %0, %1" : "=r"(a) : "r"(b) : "memory"); asm { mov eax, 1 } }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
