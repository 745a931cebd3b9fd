// strtok remembers its position between calls, for all threads together.
#include <Python.h>
#include <string.h>

static int count_words(char *text)
{
    int n = 0;

    for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " "))
//                    ^^^^^^ warning[thread-unsafe-call]
//                                                            ^^^^^^ warning[thread-unsafe-call]
        n++;
    return n;
}

static PyObject *words(char *text)
{
    int n;

    Py_BEGIN_ALLOW_THREADS
    n = count_words(text);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
