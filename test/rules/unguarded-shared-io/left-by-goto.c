// A goto out of the sequence: the mutex is given back before it, also where the goto skips to what follows the sequence.
#include <Python.h>
#include <stdio.h>

static int print_words(const char **words)
{
    int status = 0;

    if (words == NULL)
        goto done;
    for (; *words != NULL; words++) {
        if (**words == '\0')
            goto empty;
        if (printf("%s ", *words) < 0) {
//          ^^^^^^ warning[unguarded-shared-io]
            status = -1;
            goto done;
        }
    }
    printf("\n");
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
