// A static buffer that each call fills anew: two threads fill it at once.
#include <Python.h>

static char buffer[4096];

static void fill(char with)
{
    for (size_t i = 0; i < sizeof(buffer); i++)
        buffer[i] = with;
//      ^^^^^^^^^ warning[unguarded-shared-state]
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    fill('x');
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
