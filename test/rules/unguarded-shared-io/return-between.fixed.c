// Ways out in the middle of the sequence: a return, and a break that stays inside.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

static int print_words(const char **words)
{
    pthread_mutex_lock(&output_lock);
    for (; *words != NULL; words++) {
        if (**words == '\0')
            break;
        if (printf("%s ", *words) < 0) {
            pthread_mutex_unlock(&output_lock);
            return -1;
        }
    }
    printf("\n");
    pthread_mutex_unlock(&output_lock);
    return 0;
}

static PyObject *spam_print(PyObject *self, const char **words)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = print_words(words);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
