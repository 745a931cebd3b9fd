// Near miss: the function is known, and only looks at the pointer.
#include <Python.h>

extern void crunch(void);

static int is_same(PyObject *left, PyObject *right)
{
    return left == right;
}

static PyObject *run(PyObject *self, PyObject *object)
{
    int same;

    Py_BEGIN_ALLOW_THREADS
    same = is_same(self, object);
    crunch();
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(same);
}
