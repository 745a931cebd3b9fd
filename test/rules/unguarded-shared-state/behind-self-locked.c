// Near miss: the object's own lock is held.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThread_type_lock lock;
    long rounds;
} Engine;

extern void crunch(void);

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(self->lock, 1);
    crunch();
    self->rounds++;
    PyThread_release_lock(self->lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
