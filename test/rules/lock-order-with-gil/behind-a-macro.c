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

// Where there are no mutexes of POSIX, their names are made to mean what there is.
#ifdef WITHOUT_PTHREADS
#define pthread_mutex_t HANDLE
#define pthread_mutex_lock(mutex) WaitForSingleObject(*(mutex), INFINITE)
#define pthread_mutex_unlock(mutex) ReleaseMutex(*(mutex))
#else
#include <pthread.h>
#endif

static pthread_mutex_t notices = PTHREAD_MUTEX_INITIALIZER;
static PyObject *seen;

static PyObject *stream_poll(Stream *self, PyObject *unused)
{
    int ready;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&notices);
    ready = fsync(self->fd);
    Py_BLOCK_THREADS
    PyList_Append(seen, Py_None);
    Py_UNBLOCK_THREADS
    pthread_mutex_unlock(&notices);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(ready);
}

static PyObject *stream_seen(Stream *self, PyObject *unused)
{
    PyObject *copy;

    pthread_mutex_lock(&notices);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil]
    copy = PyList_GetSlice(seen, 0, PyList_GET_SIZE(seen));
    pthread_mutex_unlock(&notices);
    return copy;
}

static PyMethodDef stream_methods[] = {
    {"sync", (PyCFunction)stream_sync, METH_NOARGS, NULL},
    {"sync_patiently", (PyCFunction)stream_sync_patiently, METH_NOARGS, NULL},
    {"poll", (PyCFunction)stream_poll, METH_NOARGS, NULL},
    {"seen", (PyCFunction)stream_seen, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
