// A helper that gets the saved state through a pointer may take the GIL by it, and must before it asks Python.
#include <Python.h>

extern int db_exec(const char *query);

static int execute_locked(const char *query, PyThreadState **tstate)
{
    int status = db_exec(query);
    if (status < 0) {
        PyEval_RestoreThread(*tstate);
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_RuntimeError, "query failed");
        *tstate = PyEval_SaveThread();
    }
    return status;
}

static PyObject *begin(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = execute_locked("BEGIN", &_save);
    if (status >= 0)
        status = execute_locked("SET x", &_save);
    Py_END_ALLOW_THREADS
    if (status < 0)
        return NULL;
    Py_RETURN_NONE;
}
