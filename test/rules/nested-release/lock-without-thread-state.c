// PyEval_AcquireLock takes the GIL without a thread state: there is none to save.
#include <Python.h>

extern void work(void);

void refresh(PyThreadState *state)
{
    PyEval_AcquireLock();
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ error[nested-release]
    work();
    Py_END_ALLOW_THREADS
    PyEval_ReleaseLock();
}

void refresh_with_state(PyThreadState *state)
{
    PyEval_AcquireLock();
    PyThreadState_Swap(state);
    Py_BEGIN_ALLOW_THREADS
    work();
    Py_END_ALLOW_THREADS
    PyThreadState_Swap(NULL);
    PyEval_ReleaseLock();
}
