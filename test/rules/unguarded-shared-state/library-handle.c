// A context that a library lets one thread use at a time, in a variable of the module: whoever comes in while the GIL is released
// uses the same one.
#include <Python.h>
#include <pthread.h>
#include "library-handle.h"

static ZSTD_CCtx *guarded_context;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static __thread ZSTD_CCtx *own_context;

static PyObject *compress(PyObject *self, PyObject *args)
{
    const char *source;
    char target[4096];
    Py_ssize_t size;
    size_t length;

    if (!PyArg_ParseTuple(args, "y#", &source, &size))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    length = ZSTD_compress2(shared_context, target, sizeof target, source, size);
//           ^^^^^^^^^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    return PyBytes_FromStringAndSize(target, length);
}

static PyObject *compress_apart(PyObject *self, PyObject *args)
{
    const char *source;
    char target[4096];
    Py_ssize_t size;
    size_t length;

    if (!PyArg_ParseTuple(args, "y#", &source, &size))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    length = ZSTD_compress2(own_context, target, sizeof target, source, size);
    pthread_mutex_lock(&mutex);
    length = ZSTD_compress2(guarded_context, target, sizeof target, source, size);
    pthread_mutex_unlock(&mutex);
    Py_END_ALLOW_THREADS
    return PyBytes_FromStringAndSize(target, length);
}

static PyObject *compress_with_gil(PyObject *self, PyObject *args)
{
    const char *source;
    char target[4096];
    Py_ssize_t size;

    if (!PyArg_ParseTuple(args, "y#", &source, &size))
        return NULL;
    size_t length = ZSTD_compress2(shared_context, target, sizeof target, source, size);
//                  ^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    return PyBytes_FromStringAndSize(target, length);
}

static PyMethodDef methods[] = {
    {"compress", compress, METH_VARARGS, NULL},
    {"compress_apart", compress_apart, METH_VARARGS, NULL},
    {"compress_with_gil", compress_with_gil, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
//- library-handle.h
typedef struct ZSTD_CCtx_s ZSTD_CCtx;
size_t ZSTD_compress2(ZSTD_CCtx *context, void *into, size_t room, const void *from, size_t size);

// One for each file that includes this.
static ZSTD_CCtx *shared_context;
