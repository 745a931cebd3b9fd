// Near miss: the same helper, called with the GIL held, and once inside Py_BLOCK_THREADS.
#include <Python.h>

extern int deflate_all(void *stream);

static int compress_stream(void *stream)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(stream);
    Py_END_ALLOW_THREADS
    return status;
}

static PyObject *store(void *stream)
{
    int status = compress_stream(stream);

    Py_BEGIN_ALLOW_THREADS
    status += deflate_all(stream);
    Py_BLOCK_THREADS
    status += compress_stream(stream);
    Py_UNBLOCK_THREADS
    status += deflate_all(stream);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
