// The article's module, the release moved too far up: each use of the C-API and each way out inside is an error.
#include <Python.h>
#include "cprint.h"

static PyObject *print_list(PyObject *self, PyObject *list)
{
    Py_ssize_t n, i;
    const char **strings;

    Py_BEGIN_ALLOW_THREADS
    n = PyList_Size(list);
    strings = malloc((n + 1) * sizeof(*strings));
    if (strings == NULL)
        return PyErr_NoMemory();
    for (i = 0; i < n; i++) {
        strings[i] = PyUnicode_AsUTF8(PyList_GetItem(list, i));
        if (strings[i] == NULL) {
            free(strings);
            return NULL;
        }
    }
    strings[n] = NULL;
    cprint_list(strings);
    Py_END_ALLOW_THREADS
    free(strings);
    Py_RETURN_NONE;
}
//- cprint.h
void cprint_list(const char **strings);
//- cprint.c
#include <stdio.h>
#include <unistd.h>
#include <pthread.h>
#include "cprint.h"

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

void cprint_list(const char **strings)
{
    sleep(1);
    pthread_mutex_lock(&output_lock);
    for (; *strings != NULL; strings++)
        printf("%s ", *strings);
    printf("\n");
    pthread_mutex_unlock(&output_lock);
}
