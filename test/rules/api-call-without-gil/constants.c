// Near miss: the address of None and a cast touch no reference count.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *fallback)
{
    PyObject *result = fallback;

    Py_BEGIN_ALLOW_THREADS
    if (crunch() == 0)
        result = Py_None;
    Py_END_ALLOW_THREADS
    Py_INCREF(result);
    return result;
}
