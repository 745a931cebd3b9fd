// Py_EndInterpreter leaves no thread state behind: another one is swapped in before the GIL is given up.
#include <Python.h>

static PyThreadState *main_state;

void free_interpreter(PyThreadState *interpreter, PyObject *module)
{
    PyEval_RestoreThread(interpreter);
    Py_XDECREF(module);
    Py_EndInterpreter(interpreter);
    PyThreadState_Swap(main_state);
    PyEval_SaveThread();
}

void free_without_swap(PyThreadState *interpreter, PyObject *module)
{
    PyEval_RestoreThread(interpreter);
    Py_XDECREF(module);
    Py_EndInterpreter(interpreter);
    PyEval_SaveThread();
//  ^^^^^^^^^^^^^^^^^ error[nested-release]
}

void use_after_end(PyThreadState *interpreter, PyObject *module)
{
    PyEval_RestoreThread(interpreter);
    Py_EndInterpreter(interpreter);
    Py_XDECREF(module);
//  ^^^^^^^^^^ error[api-call-without-gil]
}

// Who calls this one swaps its own thread state in, where it has one.
void unload(PyThreadState *interpreter, PyThreadState *current)
{
    PyThreadState_Swap(interpreter);
    Py_EndInterpreter(interpreter);
    if (current)
        PyThreadState_Swap(current);
}
