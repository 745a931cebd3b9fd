// The library allows one thread at a time on a connection; another method can close it while the region runs.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
} Connection;

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, "SELECT 1");
//           ^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    mysql_close(self->handle);
//  ^^^^^^^^^^^ note: connection_close frees it here
//  ^^^^^^^^^^^ info[blocking-call-with-gil]
    self->handle = NULL;
    Py_RETURN_NONE;
}

