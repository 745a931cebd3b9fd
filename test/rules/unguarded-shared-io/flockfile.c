// Near miss: flockfile is a lock of the stream itself.
#include <Python.h>
#include <stdio.h>

static PyObject *spam_print(const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    flockfile(stdout);
    while (*words != NULL)
        fprintf(stdout, "%s ", *words++);
    putc_unlocked('\n', stdout);
    funlockfile(stdout);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
