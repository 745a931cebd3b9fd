// The sleep is in a function that knows nothing of Python: the binding is the place to release.
#include <Python.h>
#include <unistd.h>

static void cprint_list(const char **words)
{
    sleep(1);
    (void)words;
}

static PyObject *print_list(PyObject *self, PyObject *list)
{
    const char *words[1] = {PyUnicode_AsUTF8(list)};

    if (words[0] == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    cprint_list(words);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"print_list", print_list, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
