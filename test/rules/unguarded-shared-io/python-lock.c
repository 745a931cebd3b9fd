// Near miss: a lock of Python's own kind, allocated once.
#include <Python.h>
#include <stdio.h>

static PyThread_type_lock print_lock;

static PyObject *spam_print(const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(print_lock, WAIT_LOCK);
    while (*words != NULL)
        printf("%s ", *words++);
    printf("\n");
    PyThread_release_lock(print_lock);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
