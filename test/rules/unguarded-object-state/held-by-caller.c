// The helper has the region, its only caller the lock of the object.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    PyThread_type_lock lock;
} Connection;

static int run(Connection *self, const char *query)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, query);
    Py_END_ALLOW_THREADS
    return failed;
}

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(self->lock, WAIT_LOCK);
    Py_END_ALLOW_THREADS
    failed = run(self, "SELECT 1");
    PyThread_release_lock(self->lock);
    return PyLong_FromLong(failed);
}
