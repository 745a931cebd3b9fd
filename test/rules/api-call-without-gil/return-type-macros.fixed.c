// Words before a function that the grammar of C does not know.
#include <Python.h>

#define SPAM_INLINE static inline
#define SPAM_API(type) __attribute__((visibility("hidden"))) type
#define SPAM_NONNULL __attribute__((nonnull))

extern int crunch(int part);

SPAM_INLINE SPAM_NONNULL PyObject *run(PyObject *self)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

SPAM_API(PyObject *) spam_stop(PyObject *self)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(2);
    if (status < 0) {
        Py_BLOCK_THREADS
        PyErr_Clear();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
