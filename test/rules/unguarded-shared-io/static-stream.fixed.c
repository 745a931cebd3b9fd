// A log file with static storage is shared by all threads, like stdout.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

static FILE *log_file;

static void log_words(const char **words)
{
    pthread_mutex_lock(&output_lock);
    while (*words != NULL)
        fprintf(log_file, "%s ", *words++);
    fputc('\n', log_file);
    pthread_mutex_unlock(&output_lock);
}

static PyObject *log_all(const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    log_words(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
