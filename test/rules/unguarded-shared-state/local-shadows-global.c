// Near miss: a local variable and a parameter hide the static ones of the same name.
#include <Python.h>

static int count;
static int level;

extern int crunch(int level);

static PyObject *run(int level)
{
    int count = 0;

    Py_BEGIN_ALLOW_THREADS
    for (level = 0; level < 3; level++)
        count += crunch(level);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(count);
}
