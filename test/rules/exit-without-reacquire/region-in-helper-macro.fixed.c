// A project's pair with braces, one exit between; the other exit uses the pair's own end.
#include <Python.h>

#define ENGINE_BEGIN { PyThreadState *engine_save = PyEval_SaveThread();
#define ENGINE_BLOCK PyEval_RestoreThread(engine_save);
#define ENGINE_END PyEval_RestoreThread(engine_save); }

extern int turn(int n);

static PyObject *turn_twice(PyObject *self, PyObject *unused)
{
    int status;

    ENGINE_BEGIN
    status = turn(1);
    if (status < 0) {
        ENGINE_BLOCK
        return NULL;
    }
    status = turn(2);
    if (status < 0) {
        PyEval_RestoreThread(engine_save);
        return NULL;
    }
    ENGINE_END
    return PyLong_FromLong(status);
}
