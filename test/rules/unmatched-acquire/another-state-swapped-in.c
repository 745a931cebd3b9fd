// The GIL is given up with the thread state that was swapped in since, which is the current one.
#include <Python.h>

void end_interpreter(PyThreadState *interpreter, PyThreadState *first)
{
    PyEval_AcquireThread(interpreter);
    Py_EndInterpreter(interpreter);
    PyThreadState_Swap(first);
    PyEval_ReleaseThread(first);
}

void visit(PyThreadState *first, PyThreadState *other, PyObject *hook)
{
    PyEval_AcquireThread(first);
    PyThreadState_Swap(other);
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyEval_ReleaseThread(other);
}

void leave(PyThreadState *first, PyThreadState *other, PyObject *hook)
{
    PyEval_AcquireThread(first);
    Py_XDECREF(PyObject_CallNoArgs(hook));
    PyEval_ReleaseThread(other);
//  ^^^^^^^^^^^^^^^^^^^^ error[unmatched-acquire]
}
