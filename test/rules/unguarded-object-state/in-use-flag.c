// A flag says that the object is in use, from before the region until after it, and every method asks it first.
#include <Python.h>

typedef struct st_mysql MYSQL;
extern int mysql_query(MYSQL *connection, const char *query);
extern void mysql_close(MYSQL *connection);

typedef struct {
    PyObject_HEAD
    MYSQL *handle;
    int busy;
} Connection;

#define CHECK_USE(result)                                             \
    do {                                                            \
        if (self->busy) {                                           \
            PyErr_SetString(PyExc_RuntimeError, "already in use");  \
            return result;                                          \
        }                                                           \
    } while (0)

#define IN_USE(x)               \
    do {                        \
        self->busy = 1;         \
        Py_BEGIN_ALLOW_THREADS  \
        x;                      \
        Py_END_ALLOW_THREADS    \
        self->busy = 0;         \
    } while (0)

static PyObject *connection_query(Connection *self, PyObject *unused)
{
    int failed;

    CHECK_USE(NULL);
    IN_USE(failed = mysql_query(self->handle, "SELECT 1"));
    return PyLong_FromLong(failed);
}

static PyObject *connection_close(Connection *self, PyObject *unused)
{
    CHECK_USE(NULL);
    mysql_close(self->handle);
//  ^^^^^^^^^^^ info[blocking-call-with-gil]
    self->handle = NULL;
    Py_RETURN_NONE;
}
