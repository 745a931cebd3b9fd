// A plain field written in the region: another method may read it. Low confidence.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long rounds;
} Engine;

extern long crunch(void);

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    self->rounds = crunch();
//  ^^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *engine_rounds(Engine *self, void *unused)
{
    return PyLong_FromLong(self->rounds);
}
