// What a helper calls its lock is its own affair: the lock that it gives back is none of its caller's, though both have the same name for one.
#include <Python.h>
#include <pthread.h>

struct queue {
    pthread_mutex_t lock;
    struct queue *next;
    int size;
};
extern struct queue *queues;

/* Whoever waits for a queue has been handed its lock. */
static void wake_next(struct queue *after)
{
    struct queue *q = after->next;
    q->size++;
    pthread_mutex_unlock(&q->lock);
}

static PyObject *queue_add(PyObject *self, PyObject *item)
{
    struct queue *q = queues;
    int size;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&q->lock);
    wake_next(q);
    Py_END_ALLOW_THREADS
    size = PyObject_Size(item) > 0 ? ++q->size : q->size;
    pthread_mutex_unlock(&q->lock);
    return PyLong_FromLong(size);
}

static PyObject *queue_size(PyObject *self, PyObject *unused)
{
    struct queue *q = queues;
    int size;

    pthread_mutex_lock(&q->lock);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil]
    size = q->size;
    pthread_mutex_unlock(&q->lock);
    return PyLong_FromLong(size);
}

static PyMethodDef methods[] = {
    {"add", queue_add, METH_O, NULL},
    {"size", queue_size, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
