// The prints are in a file that knows nothing of Python; the region is in the binding.
#include <Python.h>
#include "cprint.h"

static PyObject *print_list(PyObject *self, PyObject *list)
{
    struct item *items = items_from(list);

    if (items == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    cprint_list(items);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
//- cprint.h
#include <Python.h>

struct item {
    const char *text;
    struct item *next;
};

struct item *items_from(PyObject *list);
void cprint_list(struct item *items);
//- cprint.c
#include <stdio.h>
#include <unistd.h>
#include <pthread.h>
#include "cprint.h"

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

void cprint_list(struct item *items)
{
    sleep(1);
    pthread_mutex_lock(&output_lock);
    for (; items != NULL; items = items->next)
        printf("%s ", items->text);
    printf("\n");
    pthread_mutex_unlock(&output_lock);
}
