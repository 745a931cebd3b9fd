// Two mistakes in one line: the exception is set without the GIL, and the function is left without it.
#include <Python.h>

extern void *connect_to(const char *host);

static PyObject *open_connection(const char *host)
{
    void *handle;

    Py_BEGIN_ALLOW_THREADS
    handle = connect_to(host);
    if (handle == NULL) {
        Py_BLOCK_THREADS
        return PyErr_NoMemory();
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromVoidPtr(handle);
}
