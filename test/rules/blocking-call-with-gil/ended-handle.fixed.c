// What a wait ends is taken out of the object first: then nobody finds it there while the GIL is released.
#include <Python.h>

typedef struct PGconn PGconn;
extern void PQfinish(PGconn *connection);
extern char *PQhost(const PGconn *connection);

typedef struct {
    PyObject_HEAD
    PGconn *handle;
    int closed;
} Connection;

static PyObject *
connection_close(Connection *self, PyObject *unused)
{
    if (self->handle != NULL) {
        PGconn *handle = self->handle;
        self->handle = NULL;
        Py_BEGIN_ALLOW_THREADS
        PQfinish(handle);
        Py_END_ALLOW_THREADS
    }
    self->closed = 1;
    Py_RETURN_NONE;
}

/* Nobody else has the object any more. */
static void
connection_dealloc(Connection *self)
{
    PQfinish(self->handle);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef methods[] = {
    {"close", (PyCFunction)connection_close, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject ConnectionType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "Connection",
    .tp_basicsize = sizeof(Connection),
    .tp_dealloc = (destructor)connection_dealloc,
    .tp_methods = methods,
};
