// The lock is given back before the last part of the line.
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t print_lock = PTHREAD_MUTEX_INITIALIZER;

static PyObject *spam_print(const char *word)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&print_lock);
    printf("%s", word);
//  ^^^^^^ warning[unguarded-shared-io]
    pthread_mutex_unlock(&print_lock);
    printf("!\n");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
