// The object serves the thread that made it, and each method checks that.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    unsigned long owner;
} Connection;

static int check_thread(Connection *self)
{
    if (PyThread_get_thread_ident() == self->owner)
        return 1;
    PyErr_SetString(PyExc_RuntimeError, "made in another thread");
    return 0;
}

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    if (!check_thread(self))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    failed = mysql_query(self->handle, "SELECT 1");
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
