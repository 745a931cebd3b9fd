// What a new object is given before anybody else has it, and before its thread runs, is no race. Nor is what the same lock guards,
// though a macro puts the lock's name together.
#include <Python.h>
#include <pthread.h>

#define mutex(op) pthread_mutex_##op(&self->lock)

typedef struct {
    PyObject_HEAD
    pthread_t thread;
    pthread_mutex_t lock;
    int file;
    long end;
    char *pending;
    long rounds;
} Cache;

extern long where_it_ends(int file);

static void *write_loop(void *arg)
{
    Cache *self = arg;

    self->file = self->file + 1;
    self->end = where_it_ends(self->file);
    self->rounds++;
//  ^^^^^^^^^^^^ info[unguarded-object-state]
    mutex(lock);
    self->pending = NULL;
    mutex(unlock);
    return NULL;
}

static PyObject *make_cache(PyTypeObject *type, PyObject *args)
{
    Cache *self = (Cache *)type->tp_alloc(type, 0);

    if (self != NULL)
        self->file = -1;
    return (PyObject *)self;
}

static PyObject *Cache_start(Cache *self, PyObject *args)
{
    self->end = 0;
    pthread_create(&self->thread, NULL, write_loop, self);
    Py_RETURN_NONE;
}

static PyObject *Cache_pending(Cache *self, PyObject *args)
{
    PyObject *result = NULL;

    mutex(lock);
//  ^^^^^ info[blocking-call-with-gil]
    if (self->pending != NULL)
        result = PyBytes_FromString(self->pending);
    mutex(unlock);
    return result;
}

static PyObject *Cache_rounds(Cache *self, PyObject *args)
{
    return PyLong_FromLong(self->rounds);
}

PyMethodDef methods[] = {
    {"start", (PyCFunction)Cache_start, METH_NOARGS, NULL},
    {"pending", (PyCFunction)Cache_pending, METH_NOARGS, NULL},
    {"rounds", (PyCFunction)Cache_rounds, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
newfunc maker = (newfunc)make_cache;
