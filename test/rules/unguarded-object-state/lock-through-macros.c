// The object's own lock behind macros, taken without waiting or with the GIL released: guarded, but where it is left out.
#include <Python.h>
#include <pythread.h>

typedef struct {
    PyObject_HEAD
    void *context;
    long total;
    PyThread_type_lock lock;
} Hasher;

extern void digest(void *context, const char *data, Py_ssize_t size);

#define ACQUIRE_LOCK(obj) \
    do { \
        if (!PyThread_acquire_lock((obj)->lock, 0)) { \
            Py_BEGIN_ALLOW_THREADS \
            PyThread_acquire_lock((obj)->lock, 1); \
            Py_END_ALLOW_THREADS \
        } \
    } while (0)
#define RELEASE_LOCK(obj) PyThread_release_lock((obj)->lock)

#define ENTER_HASHER(obj) \
    if ((obj)->lock) { \
        if (!PyThread_acquire_lock((obj)->lock, 0)) { \
            Py_BEGIN_ALLOW_THREADS \
            PyThread_acquire_lock((obj)->lock, 1); \
            Py_END_ALLOW_THREADS \
        } \
    }
#define LEAVE_HASHER(obj) \
    if ((obj)->lock) { \
        PyThread_release_lock((obj)->lock); \
    }

static PyObject *hasher_update(Hasher *self, PyObject *unused)
{
    ACQUIRE_LOCK(self);
    Py_BEGIN_ALLOW_THREADS
    digest(self->context, "a", 1);
    self->total++;
    Py_END_ALLOW_THREADS
    RELEASE_LOCK(self);
    Py_RETURN_NONE;
}

static PyObject *hasher_add(Hasher *self, PyObject *unused)
{
    ENTER_HASHER(self)
    Py_BEGIN_ALLOW_THREADS
    digest(self->context, "b", 1);
    self->total++;
    Py_END_ALLOW_THREADS
    LEAVE_HASHER(self)
    Py_RETURN_NONE;
}

static PyObject *hasher_forgets(Hasher *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    digest(self->context, "c", 1);
    self->total++;
//  ^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *hasher_total(Hasher *self, void *closure)
{
    return PyLong_FromLong(self->total);
}
