// A flag that is set and reset but that nobody looks at keeps nobody away.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    int busy;
} Connection;

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    self->busy = 1;
    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, "SELECT 1");
//           ^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    self->busy = 0;
    return PyLong_FromLong(failed);
}
