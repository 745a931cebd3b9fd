// A file that belongs to the object: every thread that uses the object writes into it.
#include <Python.h>
#include <stdio.h>

typedef struct {
    PyObject_HEAD
    FILE *file;
} Log;

static PyObject *log_words(Log *self, const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    while (*words != NULL)
        fprintf(self->file, "%s ", *words++);
//      ^^^^^^^ warning[unguarded-shared-io]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
