// Near miss: the saved state travels through variables, but it is the one that was saved.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
} Handle;

extern int perform(void);

static PyObject *handle_perform(Handle *self, PyObject *unused)
{
    PyThreadState *mine = PyEval_SaveThread();
    PyThreadState *copy = mine;
    int status = perform();

    PyEval_RestoreThread(copy);
    self->state = PyEval_SaveThread();
//                ^^^^^^^^^^^^^^^^^ info[unguarded-object-state]
    status += perform();
    PyEval_RestoreThread(self->state);
    self->state = NULL;
    return PyLong_FromLong(status);
}
