// The spam module: one call at a time is atomic, the line is not.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

static void print_words(const char **words)
{
    pthread_mutex_lock(&output_lock);
    while (*words != NULL)
        printf("%s ", *words++);
    pthread_mutex_unlock(&output_lock);
}

static PyObject *spam_print(PyObject *self, const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    print_words(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
