// One connection serves one thread at a time: a region around its use would let a second thread at it, so none is offered.
#include <Python.h>

typedef struct PGconn PGconn;
typedef struct PGresult PGresult;
extern PGresult *PQexec(PGconn *connection, const char *query);
extern void PQclear(PGresult *result);

typedef struct {
    PyObject_HEAD
    PGconn *handle;
} Connection;

static PyObject *ask(Connection *self, PyObject *unused)
{
    PGresult *result = PQexec(self->handle, "select 1");
//                     ^^^^^^ info[blocking-call-with-gil]
    PQclear(result);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"ask", (PyCFunction)ask, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
