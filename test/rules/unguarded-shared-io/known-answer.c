// The article's module, the release moved too far up: each use of the C-API and each way out inside is an error.
#include <Python.h>
#include "cprint.h"

static PyObject *print_list(PyObject *self, PyObject *list)
{
    Py_ssize_t n, i;
    const char **strings;

    Py_BEGIN_ALLOW_THREADS
    n = PyList_Size(list);
//      ^^^^^^^^^^^ error[api-call-without-gil] (high) PyList_Size
    strings = malloc((n + 1) * sizeof(*strings));
    if (strings == NULL)
        return PyErr_NoMemory();
//      ^^^^^^^^^^^^^^^^^^^^^^^^ error[exit-without-reacquire] (high)
//             ^^^^^^^^^^^^^^ error[api-call-without-gil] (high) PyErr_NoMemory
    for (i = 0; i < n; i++) {
        strings[i] = PyUnicode_AsUTF8(PyList_GetItem(list, i));
//                   ^^^^^^^^^^^^^^^^ error[api-call-without-gil] (high) PyUnicode_AsUTF8
//                                    ^^^^^^^^^^^^^^ error[api-call-without-gil] (high) PyList_GetItem
        if (strings[i] == NULL) {
            free(strings);
            return NULL;
//          ^^^^^^^^^^^^ error[exit-without-reacquire] (high)
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
#include "cprint.h"

void cprint_list(const char **strings)
{
    sleep(1);
    for (; *strings != NULL; strings++)
        printf("%s ", *strings);
//      ^^^^^^ warning[unguarded-shared-io]
    printf("\n");
}
