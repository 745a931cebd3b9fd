// The lock that is held belongs to another object than the state, and a wrapper in another file takes it.
#include <Python.h>
#include <pthread.h>
#include "lock.h"

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

static struct lock table_lock, other_lock;
static long rows, turns;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    lock_take(&table_lock);
    rows++;
    lock_give(&table_lock);
    lock_take(&other_lock);
    lock_give(&other_lock);
    pthread_mutex_lock(&state_lock);
    turns++;
    pthread_mutex_unlock(&state_lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
//- lock.h
#include <pthread.h>

struct lock {
    pthread_mutex_t mutex;
};

void lock_take(struct lock *lock);
void lock_give(struct lock *lock);
//- lock.c
#include "lock.h"

void lock_take(struct lock *lock)
{
    pthread_mutex_lock(&lock->mutex);
}

void lock_give(struct lock *lock)
{
    pthread_mutex_unlock(&lock->mutex);
}
