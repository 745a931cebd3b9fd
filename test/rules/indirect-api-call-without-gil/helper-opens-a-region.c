// Near miss for this rule: a helper that needs the GIL for its own region is called with the GIL.
#include <Python.h>

extern int deflate_all(void *stream);

static int compress_stream(void *stream)
{
    int status;
    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(stream);
    Py_END_ALLOW_THREADS
    if (status != 0)
        PyErr_SetString(PyExc_RuntimeError, "cannot compress");
    return status;
}

static PyObject *compress_it(void *stream)
{
    if (compress_stream(stream) != 0)
        return NULL;
    Py_RETURN_NONE;
}
