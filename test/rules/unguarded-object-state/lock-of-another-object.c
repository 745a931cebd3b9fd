// The lock of the connection guards nothing of the cursor: its other methods have only the GIL.
#include <Python.h>
#include <pthread.h>

typedef struct pg_result PGresult;
extern void PQclear(PGresult *result);
extern PGresult *run_query(void);

typedef struct {
    PyObject_HEAD
    pthread_mutex_t lock;
} Connection;

typedef struct {
    PyObject_HEAD
    Connection *conn;
    PGresult *result;
} Cursor;

#define CLEAR(pg) do { PQclear(pg); pg = NULL; } while (0)

static PyObject *cursor_execute(Cursor *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->conn->lock);
    CLEAR(self->result);
//  ^^^^^ info[unguarded-object-state]
    self->result = run_query();
    pthread_mutex_unlock(&self->conn->lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *cursor_close(Cursor *self, PyObject *unused)
{
    CLEAR(self->result);
    Py_RETURN_NONE;
}
