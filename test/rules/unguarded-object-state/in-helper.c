// The region is in the method, the use in a helper that knows nothing of Python.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
} Connection;

static int ask(Connection *connection)
{
    return mysql_query(connection->handle, "SELECT 1");
//         ^^^^^^^^^^^ info[unguarded-object-state]
}

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    failed = ask(self);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
