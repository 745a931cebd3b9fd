// The helper is in another file of the workspace.
#include <Python.h>
#include "store.h"

static PyObject *fetch(PyObject *self, PyObject *args)
{
    const char *key;
    char *value = NULL;

    if (!PyArg_ParseTuple(args, "s", &key))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    value = store_get(key);
//          ^^^^^^^^^ error[indirect-api-call-without-gil] store_get
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(value);
}
//- store.h
char *store_get(const char *key);
//- store.c
#include <Python.h>
#include <string.h>
#include "store.h"

char *store_get(const char *key)
{
    char *copy = PyMem_Malloc(strlen(key) + 1);
//               ^^^^^^^^^^^^ note: PyMem_Malloc
    return strcpy(copy, key);
}
