// Through a cast and a local variable it is the same handle; the object comes from the arguments.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
} Connection;

static PyObject *ping(PyObject *module, PyObject *args)
{
    PyObject *object;
    Connection *connection;
    int failed;

    if (!PyArg_ParseTuple(args, "O", &object))
        return NULL;
    connection = (Connection *)object;
    Py_BEGIN_ALLOW_THREADS
    MYSQL *handle = connection->handle;
    failed = mysql_query(handle, "SELECT 1");
//           ^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
