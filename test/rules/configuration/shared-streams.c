// A stream of a library, shared by all threads.
// gilint.toml: shared-streams = ["engine_log_file"]
#include <Python.h>
#include <stdio.h>

extern FILE *engine_log_file;

static PyObject *log_words(FILE *mine, const char **words)
{
    Py_BEGIN_ALLOW_THREADS
    for (; *words != NULL; words++) {
        fprintf(engine_log_file, "%s ", *words);
//      ^^^^^^^ warning[unguarded-shared-io]
        fprintf(mine, "%s ", *words);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
