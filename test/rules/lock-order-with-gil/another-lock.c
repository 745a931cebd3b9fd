// The locks are not the same: two structs, each with a field of that name.
#include <Python.h>
#include <pthread.h>

typedef struct { pthread_mutex_t lock; int n; } Pool;
typedef struct { PyObject_HEAD pthread_mutex_t lock; Pool *pool; } Client;

extern void fill(Pool *pool);

static PyObject *refill(PyObject *op, PyObject *unused)
{
    Pool *pool = ((Client *)op)->pool;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&pool->lock);
    fill(pool);
    Py_BLOCK_THREADS
    PySys_WriteStderr("filled\n");
    Py_UNBLOCK_THREADS
    pthread_mutex_unlock(&pool->lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *touch(PyObject *op, PyObject *unused)
{
    Client *client = (Client *)op;

    pthread_mutex_lock(&client->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    client->pool = NULL;
    pthread_mutex_unlock(&client->lock);
    Py_RETURN_NONE;
}
