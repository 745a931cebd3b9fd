// Memory that a region is handed, and that another method frees or moves meanwhile.
#include <Python.h>
#include <poll.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    struct pollfd *entries;
    struct pollfd *snapshot;
    struct pollfd *counted;
    char *scratch;
    char *only;
    int fd;
    int used;
    int room;
    int waiting;
} Poller;

static int grow(Poller *self)
{
    struct pollfd *more = PyMem_Realloc(self->entries, 2 * self->room * sizeof(struct pollfd));

    if (more == NULL)
        return -1;
    self->entries = more;
    self->room *= 2;
    return 0;
}

static PyObject *poller_add(Poller *self, PyObject *arg)
{
    if (self->used == self->room && grow(self) < 0)
        return PyErr_NoMemory();
    self->entries[self->used++].fd = (int)PyLong_AsLong(arg);
    Py_RETURN_NONE;
}

static PyObject *poller_wait(Poller *self, PyObject *unused)
{
    int ready;

    Py_BEGIN_ALLOW_THREADS
    ready = poll(self->entries, self->used, -1);
//          ^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(ready);
}

/* The pointer is read with the GIL, and used without it. */
static PyObject *poller_read(Poller *self, PyObject *unused)
{
    char *scratch = self->scratch;
    ssize_t size;

    Py_BEGIN_ALLOW_THREADS
    size = read(self->fd, scratch, 512);
//         ^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(size);
}

static PyObject *poller_close(Poller *self, PyObject *unused)
{
    PyMem_Free(self->scratch);
    self->scratch = NULL;
    Py_RETURN_NONE;
}

/* Nobody else finds what was taken out. */
static PyObject *poller_wait_once(Poller *self, PyObject *unused)
{
    struct pollfd *mine = self->snapshot;
    int ready;

    self->snapshot = NULL;
    Py_BEGIN_ALLOW_THREADS
    ready = poll(mine, 1, -1);
    Py_END_ALLOW_THREADS
    free(mine);
    return PyLong_FromLong(ready);
}

static PyObject *poller_forget(Poller *self, PyObject *unused)
{
    free(self->snapshot);
    self->snapshot = NULL;
    Py_RETURN_NONE;
}

/* A counter of those who wait, which is asked before anything is freed. */
static PyObject *poller_wait_counted(Poller *self, PyObject *unused)
{
    int ready;

    self->waiting++;
    Py_BEGIN_ALLOW_THREADS
    ready = poll(self->counted, 1, -1);
    Py_END_ALLOW_THREADS
    self->waiting--;
    return PyLong_FromLong(ready);
}

static PyObject *poller_clear_counted(Poller *self, PyObject *unused)
{
    if (self->waiting) {
        PyErr_SetString(PyExc_RuntimeError, "somebody waits");
        return NULL;
    }
    free(self->counted);
    self->counted = NULL;
    Py_RETURN_NONE;
}

/* Freed with the object only, which the caller has. */
static PyObject *poller_fill(Poller *self, PyObject *unused)
{
    ssize_t size;

    Py_BEGIN_ALLOW_THREADS
    size = read(self->fd, self->only, 512);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(size);
}

static void poller_dealloc(Poller *self)
{
    PyMem_Free(self->only);
    PyMem_Free(self->entries);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef poller_methods[] = {
    {"add", (PyCFunction)poller_add, METH_O, NULL},
    {"wait", (PyCFunction)poller_wait, METH_NOARGS, NULL},
    {"read", (PyCFunction)poller_read, METH_NOARGS, NULL},
    {"close", (PyCFunction)poller_close, METH_NOARGS, NULL},
    {"wait_once", (PyCFunction)poller_wait_once, METH_NOARGS, NULL},
    {"forget", (PyCFunction)poller_forget, METH_NOARGS, NULL},
    {"wait_counted", (PyCFunction)poller_wait_counted, METH_NOARGS, NULL},
    {"clear_counted", (PyCFunction)poller_clear_counted, METH_NOARGS, NULL},
    {"fill", (PyCFunction)poller_fill, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
