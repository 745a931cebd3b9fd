// Near miss: the pair stands in two functions, under the same condition. That a static variable holds the saved state is
// another matter: a second thread overwrites it.
#include <Python.h>

extern int crunch(int part);

static PyThreadState *saved;

static void begin(int large)
{
    if (large)
        saved = PyEval_SaveThread();
//      ^^^^^ warning[unguarded-shared-state]
}

static void end(int large)
{
    if (large)
        PyEval_RestoreThread(saved);
}

static PyObject *run(int large)
{
    int status;

    begin(large);
    status = crunch(1);
    end(large);
    if (status < 0)
        return PyErr_NoMemory();
    return PyLong_FromLong(status);
}
