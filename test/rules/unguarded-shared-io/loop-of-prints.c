// The spam module: one call at a time is atomic, the line is not.
#include <Python.h>
#include <stdio.h>

static void print_words(const char **words)
{
    while (*words != NULL)
        printf("%s ", *words++);
//      ^^^^^^ warning[unguarded-shared-io] printf
}

static PyObject *spam_print(PyObject *self, const char **words)
{
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    print_words(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
