// Restored with another thread state than was saved.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyThreadState *state;
} Handle;

extern int perform(void);

static PyObject *handle_perform(Handle *self, PyObject *unused)
{
    PyThreadState *mine = PyEval_SaveThread();
    int status = perform();

    PyEval_RestoreThread(self->state);
//  ^^^^^^^^^^^^^^^^^^^^ error[unmatched-acquire]
    (void)mine;
    return PyLong_FromLong(status);
}
