// Near miss: an annotation says which lock every caller holds.
#include <Python.h>
#include <stdio.h>

/* gilint: guarded-by(console_lock) */
void print_pair(const char *key, const char *value)
{
    printf("%s=", key);
    printf("%s\n", value);
}

static PyObject *spam_print(const char *key, const char *value)
{
    Py_BEGIN_ALLOW_THREADS
    print_pair(key, value);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
