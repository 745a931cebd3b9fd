// The function only begins: whoever goes on, in another file, would miss the position. No fix.
#include <Python.h>
#include <string.h>

extern char *next_word(void);

static int count_words(char *text)
{
    int n = 0;

    for (char *word = strtok(text, " "); word != NULL; word = next_word())
//                    ^^^^^^ warning[thread-unsafe-call]
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
//- next.c
#include <string.h>

char *next_word(void)
{
    return strtok(NULL, " ");
//         ^^^^^^ warning[thread-unsafe-call]
}
