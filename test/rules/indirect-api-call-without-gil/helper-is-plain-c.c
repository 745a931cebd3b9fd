// Near miss: the helper knows nothing of Python, and an undefined function of the project's own may do anything.
#include <Python.h>
#include <string.h>
#include <stdlib.h>

extern int codec_init(void *codec);

static char *copy(const char *text)
{
    char *made = malloc(strlen(text) + 1);
    return made == NULL ? NULL : strcpy(made, text);
}

static PyObject *open_codec(void *codec, const char *name)
{
    char *mine;
    int status;

    Py_BEGIN_ALLOW_THREADS
    mine = copy(name);
    status = codec_init(codec);
    Py_END_ALLOW_THREADS
    free(mine);
    return PyLong_FromLong(status);
}
