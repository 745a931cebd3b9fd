// Near miss: helpers that are given `_save` take the GIL by it before they ask Python, in another file.
#include <Python.h>
#include "pq.h"

static PyObject *commit(void *conn)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = pq_commit_locked(conn, &_save);
    Py_END_ALLOW_THREADS
    if (status < 0)
        return NULL;
    Py_RETURN_NONE;
}
//- pq.h
int pq_commit_locked(void *conn, PyThreadState **tstate);
//- pq.c
#include <Python.h>
#include "pq.h"

extern int pq_send(void *conn, const char *query);

static int pq_execute_locked(void *conn, const char *query, PyThreadState **tstate)
{
    int status = pq_send(conn, query);
    if (status < 0) {
        PyEval_RestoreThread(*tstate);
        PyErr_SetString(PyExc_RuntimeError, query);
        *tstate = PyEval_SaveThread();
    }
    return status;
}

int pq_commit_locked(void *conn, PyThreadState **tstate)
{
    return pq_execute_locked(conn, "COMMIT", tstate);
}
