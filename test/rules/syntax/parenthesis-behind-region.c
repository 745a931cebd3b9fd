// A parenthesis behind a region's macro holds none of its arguments: it begins the next statement.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    int last;
    int ended;
} Engine;

extern int compute(void);

static PyObject *run(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    (self)->last = compute();
//  ^^^^^^^^^^^^ info[unguarded-object-state]
    (*self).ended++;
    Py_END_ALLOW_THREADS (self)->ended = 0;
    Py_RETURN_NONE;
}

static PyObject *run_twice(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS (self->last)++;
//                          ^^^^^^^^^^ info[unguarded-object-state]
    if (compute() < 0) {
        Py_BLOCK_THREADS (PyErr_Clear)();
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(self->last);
}
