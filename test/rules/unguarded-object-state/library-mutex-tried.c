// The library's own mutex is tried, and who does not get it leaves with an exception: whoever runs has the object alone.
#include <Python.h>
#include <sqlite3.h>

typedef struct {
    PyObject_HEAD
    sqlite3 *db;
    sqlite3_mutex *mutex;
} Connection;

#define MUTEX_ENSURE(conn) \
    do { \
        if (sqlite3_mutex_try((conn)->mutex) != SQLITE_OK) { \
            PyErr_SetString(PyExc_RuntimeError, "busy"); \
            return NULL; \
        } \
    } while (0)

static PyObject *connection_checkpoint(Connection *self, PyObject *unused)
{
    int code;

    MUTEX_ENSURE(self);
    Py_BEGIN_ALLOW_THREADS
    code = sqlite3_wal_checkpoint_v2(self->db, NULL, 0, NULL, NULL);
    Py_END_ALLOW_THREADS
    sqlite3_mutex_leave(self->mutex);
    return PyLong_FromLong(code);
}

static PyObject *connection_flush(Connection *self, PyObject *unused)
{
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = sqlite3_wal_checkpoint_v2(self->db, NULL, 0, NULL, NULL);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(code);
}

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    MUTEX_ENSURE(self);
    sqlite3_mutex_leave(self->mutex);
    sqlite3_close(self->db);
//  ^^^^^^^^^^^^^ info[blocking-call-with-gil]
    self->db = NULL;
    Py_RETURN_NONE;
}
