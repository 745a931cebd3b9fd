// A goto into the sequence would come in without the mutex: no fix.
#include <Python.h>
#include <stdio.h>

static int print_words(const char **words)
{
    int again = 0;

    printf("words: ");
//  ^^^^^^ warning[unguarded-shared-io]
next:
    if (*words == NULL)
        return again;
    printf("%s ", *words++);
    again++;
    goto next;
}

static PyObject *spam_print(PyObject *self, const char **words)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = print_words(words);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
