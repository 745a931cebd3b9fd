// The object has a lock, which the other method takes: the fix holds it in the region.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    PyThread_type_lock lock;
} Connection;

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(self->lock, WAIT_LOCK);
    failed = mysql_query(self->handle, "SELECT 1");
    PyThread_release_lock(self->lock);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(self->lock, WAIT_LOCK);
    mysql_close(self->handle);
    self->handle = NULL;
    PyThread_release_lock(self->lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
