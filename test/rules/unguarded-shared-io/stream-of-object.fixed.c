// A file that belongs to the object: every thread that uses the object writes into it.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

typedef struct {
    PyObject_HEAD
    FILE *file;
} Log;

static PyObject *log_words(Log *self, const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&output_lock);
    while (*words != NULL)
        fprintf(self->file, "%s ", *words++);
    pthread_mutex_unlock(&output_lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
