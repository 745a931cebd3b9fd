// Names that say the opposite: the definition counts. BEGIN_ALLOW takes the GIL for a callback, END_ALLOW gives it up again.
#include <Python.h>

extern int search(const char *filter);

struct session {
    PyThreadState *saved;
};

#define ENGINE_BEGIN_ALLOW_THREADS(s) \
    { \
        if ((s)->saved) { \
            PyThreadState *state_ = (s)->saved; \
            (s)->saved = NULL; \
            PyEval_RestoreThread(state_); \
        } \
    }
#define ENGINE_END_ALLOW_THREADS(s) { (s)->saved = PyEval_SaveThread(); }

static void lock_python(PyThreadState **saved)
{
    *saved = PyEval_SaveThread();
}

static void unlock_python(PyThreadState **saved)
{
    PyEval_RestoreThread(*saved);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    struct session session = {NULL};
    int found;

    ENGINE_END_ALLOW_THREADS(&session)
    found = search("a");
    if (found < 0)
        PyErr_SetString(PyExc_OSError, "search");
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil]
    ENGINE_BEGIN_ALLOW_THREADS(&session)
    return PyLong_FromLong(found);
}

static PyObject *run_in(struct session *session, PyObject *unused)
{
    int found;

    ENGINE_END_ALLOW_THREADS(session)
    found = search("b");
    ENGINE_BEGIN_ALLOW_THREADS(session)
    if (found < 0)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

static PyObject *by_function(PyObject *self, PyObject *unused)
{
    PyThreadState *saved;
    int found;

    lock_python(&saved);
    found = search("c");
    if (found < 0)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    unlock_python(&saved);
    return PyLong_FromLong(found);
}
