// Near miss: tried first, and waited for with the GIL released, in macros.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThread_type_lock lock;
} Stream;

#define ENTER_STREAM(object) do { \
    if (!PyThread_acquire_lock((object)->lock, 0)) { \
        Py_BEGIN_ALLOW_THREADS \
        PyThread_acquire_lock((object)->lock, 1); \
        Py_END_ALLOW_THREADS \
    } } while (0)
#define LEAVE_STREAM(object) PyThread_release_lock((object)->lock);

extern int deflate_some(void);

PyObject *stream_flush(Stream *self, PyObject *unused)
{
    int status;

    ENTER_STREAM(self);
    Py_BEGIN_ALLOW_THREADS
    status = deflate_some();
    Py_END_ALLOW_THREADS
    LEAVE_STREAM(self);
    return PyLong_FromLong(status);
}
