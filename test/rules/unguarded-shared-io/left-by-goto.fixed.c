// A goto out of the sequence: the mutex is given back before it, also where the goto skips to what follows the sequence.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

static int print_words(const char **words)
{
    int status = 0;

    if (words == NULL)
        goto done;
    pthread_mutex_lock(&output_lock);
    for (; *words != NULL; words++) {
        if (**words == '\0') {
            pthread_mutex_unlock(&output_lock);
            goto empty;
        }
        if (printf("%s ", *words) < 0) {
            status = -1;
            pthread_mutex_unlock(&output_lock);
            goto done;
        }
    }
    printf("\n");
    pthread_mutex_unlock(&output_lock);
done:
    return status;
empty:
    return 1;
}

static PyObject *spam_print(PyObject *self, const char **words)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = print_words(words);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
