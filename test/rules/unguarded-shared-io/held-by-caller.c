// Near miss: the caller holds the lock around the helper that prints.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void print_pair(const char *key, const char *value)
{
    printf("%s=", key);
    printf("%s\n", value);
}

static PyObject *spam_print(const char *key, const char *value)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&mutex);
    print_pair(key, value);
    pthread_mutex_unlock(&mutex);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
