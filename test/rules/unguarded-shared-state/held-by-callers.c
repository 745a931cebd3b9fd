// Helpers that change what is shared: guarded where all who come to them hold the lock, and not where one does not.
#include <Python.h>
#include <pthread.h>

extern long compute(void);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long total;
static long others;

static void add(long n)
{
    total += n;
}

static void add_other(long n)
{
    others += n;
//  ^^^^^^ warning[unguarded-shared-state]
}

static void add_twice(long n)
{
    add(n);
    add(n);
}

static PyObject *one(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    long n = compute();
    pthread_mutex_lock(&lock);
    add(n);
    add_other(n);
    pthread_mutex_unlock(&lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *two(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    long n = compute();
    pthread_mutex_lock(&lock);
    add_twice(n);
    pthread_mutex_unlock(&lock);
    add_other(n);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
