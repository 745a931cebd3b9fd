// The error branch keeps the GIL away and the lock locked: the first is said here.
#include <Python.h>
#include <pthread.h>

typedef struct {
    PyObject_HEAD
    pthread_mutex_t lock;
} Connection;

extern int send_query(const char *query);

static int execute(Connection *conn, const char *query)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&conn->lock);
    status = send_query(query);
    if (status < 0) {
        return -1;
//      ^^^^^^^^^^ error[exit-without-reacquire] (high)
//      ^^^^^^^^^^ warning[lock-order-with-gil]
    }
    pthread_mutex_unlock(&conn->lock);
    Py_END_ALLOW_THREADS
    return 0;
}
