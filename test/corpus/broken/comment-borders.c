#include <Python.h>
/*/ one comment */ int a; /**/ int b; //*/ int c;
/* /* */ int d; // \
}}}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
