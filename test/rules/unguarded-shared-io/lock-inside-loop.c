// A lock around each call guards nothing: the line can still be cut between two of them.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t print_lock = PTHREAD_MUTEX_INITIALIZER;

static void print_words(const char **words)
{
    for (; *words != NULL; words++) {
        pthread_mutex_lock(&print_lock);
        printf("%s ", *words);
//      ^^^^^^ warning[unguarded-shared-io]
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
