#include <Python.h>
static int cut(int x)
{
    return call(x,
#ifdef A
                x + 1
#elif defined(B)
                x + 2);
}
static int second(void) { return 1
#endif
    );
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
