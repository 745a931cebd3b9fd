// Near miss: up to Python 3.11 Py_EndInterpreter left the GIL held, without a thread state; only PyEval_ReleaseLock could give it back.
// does-not-compile: Python 3.13 has no PyEval_AcquireLock any more
#include <Python.h>

void end_interpreter(PyThreadState *interpreter)
{
    PyEval_AcquireLock();
    PyThreadState_Swap(interpreter);
    Py_EndInterpreter(interpreter);
    PyEval_ReleaseLock();
}

/* A thread state has to be current for this one. */
PyThreadState *released_again(PyThreadState *interpreter)
{
    PyThreadState *save;

    Py_EndInterpreter(interpreter);
    save = PyEval_SaveThread();
//         ^^^^^^^^^^^^^^^^^ error[nested-release]
    return save;
}
