// Ways out in the middle of the sequence: a return, and a break that stays inside.
#include <Python.h>
#include <stdio.h>

static int print_words(const char **words)
{
    for (; *words != NULL; words++) {
        if (**words == '\0')
            break;
        if (printf("%s ", *words) < 0)
//          ^^^^^^ warning[unguarded-shared-io]
            return -1;
    }
    printf("\n");
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
