// Near miss for this rule: with the GIL held no other Python thread prints. That it may block is said at low confidence.
#include <Python.h>
#include <stdio.h>

PyObject *spam_print(const char **words)
{
    while (*words != NULL)
        printf("%s ", *words++);
//      ^^^^^^ info[blocking-call-with-gil] (low) printf
    Py_RETURN_NONE;
}
