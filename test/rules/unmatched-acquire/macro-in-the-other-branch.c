// A name that is a macro in one branch of #if is the function of this name in the other.
#include <Python.h>
#include "threads.h"

static long run(PyObject *callback)
{
    int made = ensure_state();
    lock_interpreter();
    PyObject *result = PyObject_CallNoArgs(callback);
    Py_XDECREF(result);
    unlock_interpreter();
    return made;
}

PyObject *call(PyObject *self, PyObject *callback)
{
    long made;
    Py_BEGIN_ALLOW_THREADS
    made = run(callback);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(made);
}

//- threads.h
#ifndef WITH_OTHER_THREADS
extern int ensure_state(void);
#else
#define ensure_state PyGILState_Ensure
#endif
extern void lock_interpreter(void);
extern void unlock_interpreter(void);

//- threads.c
#include <Python.h>
#include "threads.h"

extern int is_known(void);
extern PyThreadState *state_of_thread(void);

int ensure_state(void)
{
    return is_known() ? 0 : 1;
}

void lock_interpreter(void)
{
    PyEval_AcquireThread(state_of_thread());
}

void unlock_interpreter(void)
{
    PyEval_ReleaseThread(state_of_thread());
}
