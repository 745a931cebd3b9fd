// Near miss: a lock around each call. What one call writes may be a whole line; the lock says that somebody thought of it.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t print_lock = PTHREAD_MUTEX_INITIALIZER;

static void print_words(const char **words)
{
    for (; *words != NULL; words++) {
        pthread_mutex_lock(&print_lock);
        printf("%s\n", *words);
        pthread_mutex_unlock(&print_lock);
    }
}

static PyObject *spam_print(const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    print_words(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
