// Near miss: with the GIL held no other Python thread prints.
#include <Python.h>
#include <stdio.h>

PyObject *spam_print(const char **words)
{
    while (*words != NULL)
        printf("%s ", *words++);
    Py_RETURN_NONE;
}
