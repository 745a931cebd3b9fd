// Everything inside runs with the GIL taken back.
#include <Python.h>

static PyObject *run(PyObject *self, PyObject *hook)
{
    PyObject *result;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ hint[empty-region]
    Py_BLOCK_THREADS
    result = PyObject_CallNoArgs(hook);
    Py_UNBLOCK_THREADS
    Py_END_ALLOW_THREADS
    return result;
}
