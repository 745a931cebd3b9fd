// Which struct the lock belongs to cannot be told from here, and it is left locked all the same.
#include <Python.h>
#include <pthread.h>

typedef struct { pthread_mutex_t lock; } Connection;
typedef struct { int fd; } Socket;
typedef struct { PyObject_HEAD Connection *conn; } Cursor;
typedef struct { PyObject_HEAD Socket *conn; } Stream;

extern int send_query(Connection *conn);

static int execute(Cursor *self, int wait)
{
    int status;

    pthread_mutex_lock(&self->conn->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    status = send_query(self->conn);
    if (status < 0) {
        PyErr_SetString(PyExc_OSError, "not sent");
        return -1;
//      ^^^^^^^^^^ warning[lock-order-with-gil] (medium) with self->conn->lock locked
    }
    pthread_mutex_unlock(&self->conn->lock);
    return wait && status;
}

static PyObject *run(PyObject *op, PyObject *unused)
{
    return PyLong_FromLong(execute((Cursor *)op, 1));
}
