// The prints are in a file that knows nothing of Python; the region is in the binding.
#include <Python.h>
#include "cprint.h"

static PyObject *print_list(PyObject *self, PyObject *list)
{
    struct item *items = items_from(list);

    if (items == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    cprint_list(items);
//  ^^^^^^^^^^^ note: cprint_list
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
#include "cprint.h"

void cprint_list(struct item *items)
{
    sleep(1);
    for (; items != NULL; items = items->next)
        printf("%s ", items->text);
//      ^^^^^^ warning[unguarded-shared-io]
    printf("\n");
}
