// Each method takes the lock of the object, or raises where another thread has it.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    PyThread_type_lock lock;
} Connection;

static int connection_lock(Connection *self)
{
    if (PyThread_acquire_lock(self->lock, NOWAIT_LOCK) == PY_LOCK_ACQUIRED)
        return 0;
    PyErr_SetString(PyExc_RuntimeError, "in use by another thread");
    return -1;
}

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    if (connection_lock(self) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, "SELECT 1");
    Py_END_ALLOW_THREADS
    PyThread_release_lock(self->lock);
    return PyLong_FromLong(failed);
}

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    if (connection_lock(self) < 0)
        return NULL;
    mysql_close(self->handle);
//  ^^^^^^^^^^^ info[blocking-call-with-gil]
    self->handle = NULL;
    PyThread_release_lock(self->lock);
    Py_RETURN_NONE;
}
