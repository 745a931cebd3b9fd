// Two functions that call each other: both need the GIL, through one of them.
#include <Python.h>

static int value(const char **text);

static int list(const char **text)
{
    int items = 0;
    while (**text != ']')
        items += value(text);
    return items;
}

static int value(const char **text)
{
    if (*(*text)++ == '[')
        return list(text);
    PyErr_SetString(PyExc_ValueError, "not a list");
//  ^^^^^^^^^^^^^^^ note: PyErr_SetString
    return 0;
}

static PyObject *parse(const char *text)
{
    int items;

    Py_BEGIN_ALLOW_THREADS
    items = list(&text);
//          ^^^^ error[indirect-api-call-without-gil] list
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(items);
}
