// A field behind `self` that is changed in the region, and read by another method of the same object meanwhile.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long rounds;
    long written_only;
} Engine;

extern void crunch(void);

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    self->rounds++;
//  ^^^^^^^^^^^^ info[unguarded-object-state]
    self->written_only++;
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *engine_rounds(Engine *self, PyObject *unused)
{
    return PyLong_FromLong(self->rounds);
}
