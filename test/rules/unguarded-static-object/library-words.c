// strtok goes on where another thread's call stopped: a place of one's own mends that.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <string.h>

static PyObject *
words(PyObject *self, PyObject *args)
{
    char line[256];
    const char *text;
    long n = 0;
    char *word;

    if (!PyArg_ParseTuple(args, "s:words", &text))
        return NULL;
    strncpy(line, text, sizeof(line) - 1);
    line[sizeof(line) - 1] = '\0';
    for (word = strtok(line, " "); word != NULL; word = strtok(NULL, " "))
//              ^^^^^^ warning[unguarded-static-object]
        n++;
    return PyLong_FromLong(n);
}

static PyMethodDef methods[] = {
    {"words", words, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
