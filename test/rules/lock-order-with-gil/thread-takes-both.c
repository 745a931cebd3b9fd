// A thread of the module's own holds the lock while it calls into Python, through a function in another file.
#include <Python.h>
#include <pthread.h>
#include "queue.h"

static void *worker(void *arg)
{
    pthread_mutex_lock(&queue_lock);
    notify((PyObject *)arg);
    pthread_mutex_unlock(&queue_lock);
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *callback)
{
    pthread_t thread;

    pthread_create(&thread, NULL, worker, callback);
    pthread_detach(thread);
    Py_RETURN_NONE;
}

static PyObject *push(PyObject *self, PyObject *unused)
{
    queue_push(1);
//  ^^^^^^^^^^ warning[lock-order-with-gil] (high) worker takes the GIL
    Py_RETURN_NONE;
}
//- queue.h
#include <Python.h>
#include <pthread.h>
extern pthread_mutex_t queue_lock;
void notify(PyObject *callback);
void queue_push(int value);
//- notify.c
#include "queue.h"

void notify(PyObject *callback)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject_CallNoArgs(callback);
    PyGILState_Release(state);
}
//- queue.c
#include "queue.h"

pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static int last;

void queue_push(int value)
{
    pthread_mutex_lock(&queue_lock);
    last = value;
    pthread_mutex_unlock(&queue_lock);
}
