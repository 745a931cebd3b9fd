// Arguments kept in variables of the file: the next call fills them in while the region of the first still uses them.
#include <Python.h>

extern int run(int argc, char **argv);

static char **words;
static int word_count;
static PyObject *last_result;

static int convert(PyObject *args, char ***argv, int *argc)
{
    *argc = (int)PyTuple_GET_SIZE(args);
    *argv = PyMem_New(char *, *argc);
    return *argv == NULL ? -1 : 0;
}

static PyObject *create(PyObject *self, PyObject *args)
{
    int status;

    if (convert(args, &words, &word_count) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    status = run(word_count, words);
//               ^^^^^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyObject *update(PyObject *self, PyObject *args)
{
    int status;

    if (convert(args, &words, &word_count) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    status = run(word_count, words);
    Py_END_ALLOW_THREADS
    last_result = PyLong_FromLong(status);
    return Py_NewRef(last_result);
}

static PyMethodDef methods[] = {
    {"create", create, METH_VARARGS, NULL},
    {"update", update, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
