// A log file with static storage is shared by all threads, like stdout.
#include <Python.h>
#include <stdio.h>

static FILE *log_file;

static void log_words(const char **words)
{
    while (*words != NULL)
        fprintf(log_file, "%s ", *words++);
//      ^^^^^^^ warning[unguarded-shared-io]
    fputc('\n', log_file);
}

static PyObject *log_all(const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    log_words(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
