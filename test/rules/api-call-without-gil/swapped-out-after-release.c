// The thread state is swapped out after the lock has been given up: another thread may be running Python by then.
#include <Python.h>

void initialise(void)
{
    Py_Initialize();
    PyEval_InitThreads();
    PyEval_ReleaseLock();
    PyThreadState_Swap(NULL);
//  ^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

void initialise_in_order(void)
{
    Py_Initialize();
    PyEval_InitThreads();
    PyThreadState_Swap(NULL);
    PyEval_ReleaseLock();
}
