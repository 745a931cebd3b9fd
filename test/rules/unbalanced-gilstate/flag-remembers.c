// A flag that is set only where the GIL was not taken tells, at the end, whether it was. A flag of somebody else's does not.
// min-confidence: medium
#include <Python.h>

typedef struct {
    int started;
    int closing;
    PyThreadState *kept;
} Loader;

extern int set_up(Loader *self);

int load(Loader *self)
{
    PyGILState_STATE state = 0;

    if (Py_IsInitialized()) {
        state = PyGILState_Ensure();
    } else {
        Py_InitializeEx(0);
        self->started = 1;
    }
    if (set_up(self) < 0) {
        if (!self->started)
            PyGILState_Release(state);
        return -1;
    }
    if (!self->started)
        PyGILState_Release(state);
    else
        self->kept = PyEval_SaveThread();
    return 0;
}

int reload(Loader *self)
{
    PyGILState_STATE state = PyGILState_Ensure();

    if (set_up(self) < 0)
        self->closing = 1;
    if (!self->closing)
        PyGILState_Release(state);
    return 0;
//  ^^^^^^^^^ error[unbalanced-gilstate]
}
