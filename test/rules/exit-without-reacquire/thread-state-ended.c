// A thread state that is ended leaves nothing to take back: the one from before is swapped in where there was one.
#include <Python.h>

static void end_interpreter(PyThreadState *state)
{
    PyThreadState *before = PyThreadState_Swap(state);
    Py_EndInterpreter(state);
    if (before != NULL)
        PyThreadState_Swap(before);
}

static void end_thread_state(PyThreadState *state)
{
    PyThreadState *before = PyThreadState_Swap(state);
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
    if (before != NULL && before != state)
        PyThreadState_Swap(before);
}

void end_both(PyThreadState *one, PyThreadState *two)
{
    end_interpreter(one);
    end_thread_state(two);
}
