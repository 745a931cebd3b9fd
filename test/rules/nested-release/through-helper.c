// The helper opens a region of its own, and is called inside one: reported at the call, not as a use of the C-API.
#include <Python.h>

extern int deflate_all(void *stream);

static int compress_stream(void *stream)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: releases the GIL
    status = deflate_all(stream);
    Py_END_ALLOW_THREADS
    return status;
}

static PyObject *store(void *stream)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    status = compress_stream(stream);
//           ^^^^^^^^^^^^^^^ error[nested-release] (high) compress_stream
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
