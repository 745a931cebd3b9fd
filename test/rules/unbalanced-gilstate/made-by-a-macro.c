// min-confidence: medium
// Functions that one macro makes: it is the macro that forgets the Release, told once.
#include <Python.h>

extern double call(PyObject *hook);
static PyObject *hooks[4];

#define THUNK(N) do { \
    PyGILState_STATE state = PyGILState_Ensure(); \
    double value = call(hooks[N]); \
    if (PyErr_Occurred()) return 0.0; \
    PyGILState_Release(state); \
    return value; \
} while (0)

double pmf_thunk(void)
{
    THUNK(0);
//  ^^^^^ error[unbalanced-gilstate] THUNK does so in 2 other places of this file
}

double pdf_thunk(void)
{
    THUNK(1);
}

double cdf_thunk(void)
{
    THUNK(2);
}
