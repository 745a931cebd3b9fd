// A macro of the project's own takes the lock: its name may be one that others wrote with more care.
#include <Python.h>
#include <pythread.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
    PyThread_type_lock lock;
    PyThread_type_lock patient;
} Stream;

#ifdef WITH_THREAD
#define ACQUIRE_LOCK(obj) PyThread_acquire_lock(obj->lock, 1)
#define RELEASE_LOCK(obj) PyThread_release_lock(obj->lock)
#else
#define ACQUIRE_LOCK(obj)
#define RELEASE_LOCK(obj)
#endif

#define ENTER_HASHLIB(obj) \
    if (!PyThread_acquire_lock((obj)->patient, 0)) { \
        Py_BEGIN_ALLOW_THREADS \
        PyThread_acquire_lock((obj)->patient, 1); \
        Py_END_ALLOW_THREADS \
    }
#define LEAVE_HASHLIB(obj) PyThread_release_lock((obj)->patient)

static PyObject *stream_sync(Stream *self, PyObject *unused)
{
    int failed;

    ACQUIRE_LOCK(self);
//  ^^^^^^^^^^^^ warning[lock-order-with-gil]
    Py_BEGIN_ALLOW_THREADS
    failed = fsync(self->fd);
    Py_END_ALLOW_THREADS
    RELEASE_LOCK(self);
    return PyLong_FromLong(failed);
}

static PyObject *stream_sync_patiently(Stream *self, PyObject *unused)
{
    int failed;

    ENTER_HASHLIB(self)
    Py_BEGIN_ALLOW_THREADS
    failed = fsync(self->fd);
    Py_END_ALLOW_THREADS
    LEAVE_HASHLIB(self);
    return PyLong_FromLong(failed);
}

static PyMethodDef stream_methods[] = {
    {"sync", (PyCFunction)stream_sync, METH_NOARGS, NULL},
    {"sync_patiently", (PyCFunction)stream_sync_patiently, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
