// The sleep is in a function that knows nothing of Python: the binding is the place to release.
#include <Python.h>
#include <unistd.h>

static void cprint_list(const char **words)
{
    sleep(1);
//  ^^^^^ note: sleep
    (void)words;
}

static PyObject *print_list(PyObject *self, PyObject *list)
{
    const char *words[1] = {PyUnicode_AsUTF8(list)};

    if (words[0] == NULL)
        return NULL;
    cprint_list(words);
//  ^^^^^^^^^^^ info[blocking-call-with-gil] cprint_list
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"print_list", print_list, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
