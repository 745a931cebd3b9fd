// Near miss: a function of the project that never returns, by attribute and by what it does.
#include <Python.h>
#include <stdlib.h>

__attribute__((noreturn)) extern void die(const char *text);

static void give_up(void)
{
    abort();
}

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    int status = crunch(1);

    if (status == 1) {
        die("one");
    } else if (status == 2) {
        give_up();
    } else {
        PyEval_RestoreThread(save);
    }
    Py_RETURN_NONE;
}
