// The helper is given `_save`, but asks Python before it takes the GIL by it.
#include <Python.h>

extern char *escape(const char *text);
extern int pq_send(const char *query);

static int pq_execute_locked(const char *query, PyThreadState **tstate)
{
    char *copy = PyMem_Malloc(100);
//               ^^^^^^^^^^^^ error[api-call-without-gil]
    int status = pq_send(query);
    PyEval_RestoreThread(*tstate);
    PyMem_Free(copy);
    *tstate = PyEval_SaveThread();
    return status;
}

static PyObject *execute(const char *query)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = pq_execute_locked(query, &_save);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
