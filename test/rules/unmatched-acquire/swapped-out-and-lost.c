// What was swapped out is kept and never put back: the thread goes on with a state that is not its own.
#include <Python.h>

void on_paint(PyThreadState *window_state, PyObject *hook)
{
    PyThreadState *current = PyThreadState_Swap(NULL);

    PyEval_RestoreThread(window_state);
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyEval_SaveThread();
    PyThreadState_Swap(window_state);
//  ^^^^^^^^^^^^^^^^^^ error[unmatched-acquire]
}

void on_resize(PyThreadState *window_state, PyObject *hook)
{
    PyThreadState *current = PyThreadState_Swap(NULL);

    PyEval_RestoreThread(window_state);
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyEval_SaveThread();
    PyThreadState_Swap(current);
}
