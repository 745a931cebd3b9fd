// Whoever takes the lock apart is alone: what it guarded is nobody else's by then.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static int queued;
static pthread_t worker;

static void *work(void *arg)
{
    pthread_mutex_lock(&queue_lock);
    queued--;
    pthread_mutex_unlock(&queue_lock);
    pthread_mutex_lock(&queue_lock);
    queued++;
    pthread_mutex_unlock(&queue_lock);
    return arg;
}

static PyObject *start(PyObject *self, PyObject *args)
{
    pthread_create(&worker, NULL, work, NULL);
    Py_RETURN_NONE;
}

static PyObject *push(PyObject *self, PyObject *args)
{
    queued++;
//  ^^^^^^ warning[unguarded-shared-state] without queue_lock
    return PyLong_FromLong(queued);
}

static void tear_down(PyObject *self)
{
    pthread_mutex_destroy(&queue_lock);
    while (queued > 0)
        queued--;
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef methods[] = {{"start", start, METH_NOARGS, NULL}, {"push", push, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
destructor slot = tear_down;

// The thread is started later, whatever the function in the slot is called.
static long rounds;

static void *count(void *arg)
{
    rounds = rounds + (long)arg;
//  ^^^^^^ warning[unguarded-shared-state] (low)
    return arg;
}

static PyObject *make_monitor(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    rounds = PyLong_AsLong(args);
    return type->tp_alloc(type, 0);
}

static PyObject *start_counting(PyObject *self, PyObject *args)
{
    pthread_create(&worker, NULL, count, NULL);
    Py_RETURN_NONE;
}

PyMethodDef monitor_methods[] = {{"start", start_counting, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
PyTypeObject monitor_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "monitor",
    .tp_new = make_monitor,
};
