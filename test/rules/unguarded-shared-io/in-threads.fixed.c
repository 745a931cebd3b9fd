// Near miss and hit: two threads of the module's own, one with a lock and one without.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *careful(void *text)
{
    pthread_mutex_lock(&mutex);
    printf("%s: ", (const char *)text);
    printf("ready\n");
    pthread_mutex_unlock(&mutex);
    return NULL;
}

static void *careless(void *text)
{
    pthread_mutex_lock(&mutex);
    printf("%s: ", (const char *)text);
    printf("ready\n");
    pthread_mutex_unlock(&mutex);
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t one, two;

    pthread_create(&one, NULL, careful, "one");
    pthread_create(&two, NULL, careless, "two");
    Py_RETURN_NONE;
}
