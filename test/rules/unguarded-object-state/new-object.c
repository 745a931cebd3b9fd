// Nobody else has the object yet, or the handle is a local variable's.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
} Connection;

extern PyTypeObject ConnectionType;
extern MYSQL *connect_to(const char *host);

static int connection_init(Connection *self, PyObject *args, PyObject *options)
{
    int failed;

    self->handle = connect_to("localhost");
    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, "SET NAMES utf8mb4");
    Py_END_ALLOW_THREADS
    return failed;
}

static PyObject *connect_and_check(PyObject *module, PyObject *unused)
{
    Connection *connection = PyObject_New(Connection, &ConnectionType);
    MYSQL *other = connect_to("localhost");

    Py_BEGIN_ALLOW_THREADS
    mysql_query(other, "SELECT 1");
    mysql_query(connection->handle, "SELECT 1");
    Py_END_ALLOW_THREADS
    return (PyObject *)connection;
}
