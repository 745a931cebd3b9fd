// The handle is taken out of the object first: whoever comes meanwhile finds none.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
} Connection;

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    MYSQL *handle = self->handle;

    self->handle = NULL;
    Py_BEGIN_ALLOW_THREADS
    mysql_close(handle);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
