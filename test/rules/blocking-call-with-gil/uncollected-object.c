// Nobody has the object any more, and the garbage collector knows nothing of it: its handle is ended without the GIL.
#include <Python.h>

typedef struct PGconn PGconn;
extern void PQfinish(PGconn *connection);

typedef struct {
    PyObject_HEAD
    PGconn *handle;
    PyObject *factory;
} Connection;

static void
connection_dealloc(Connection *self)
{
    PQfinish(self->handle);
//  ^^^^^^^^ info[blocking-call-with-gil]
    Py_XDECREF(self->factory);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject ConnectionType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "Connection",
    .tp_basicsize = sizeof(Connection),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)connection_dealloc,
};
