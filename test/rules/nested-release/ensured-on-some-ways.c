// A function that is handed over and calls PyGILState_Ensure on some ways only may be entered with the GIL held on the others.
#include <Python.h>

extern void crunch(int part);

static void both(int bits)
{
    if (bits & 1) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyErr_Clear();
        PyGILState_Release(state);
    }
    if (bits & 2) {
        Py_BEGIN_ALLOW_THREADS
        crunch(bits);
        Py_END_ALLOW_THREADS
    }
}

static void always(int bits)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(state);
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ error[nested-release]
    crunch(bits);
    Py_END_ALLOW_THREADS
}

void (*const tests[])(int) = {both, always};
