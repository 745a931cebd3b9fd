// State behind `self`: another method of the same object can run meanwhile. Low confidence.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    long rounds;
} Engine;

extern void crunch(void);

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    self->rounds++;
//  ^^^^^^^^^^^^ todo warning[unguarded-shared-state] (low)
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
