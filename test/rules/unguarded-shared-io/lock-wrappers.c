// Near miss: the project's own lock functions are recognised by what they do.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void output_begin(void)
{
    pthread_mutex_lock(&mutex);
}

static void output_end(void)
{
    pthread_mutex_unlock(&mutex);
}

static PyObject *spam_print(const char *first, const char *second)
{
    Py_BEGIN_ALLOW_THREADS
    output_begin();
    puts(first);
    puts(second);
    output_end();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
