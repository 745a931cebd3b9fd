// Near miss: a mutex around the sequence, taken and given back on each way.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t print_lock = PTHREAD_MUTEX_INITIALIZER;

static int print_words(const char **words)
{
    pthread_mutex_lock(&print_lock);
    for (; *words != NULL; words++) {
        if (printf("%s ", *words) < 0) {
            pthread_mutex_unlock(&print_lock);
            return -1;
        }
    }
    putchar('\n');
    pthread_mutex_unlock(&print_lock);
    return 0;
}

static PyObject *spam_print(const char **words)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = print_words(words);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
