// A guard that its own method can end early: the destructor asks a flag. What is released is known, and when it is taken back.
#include <Python.h>

extern int compute(int x);

class Allow {
    bool active;
    PyThreadState *save;
public:
    Allow() : active(true), save(PyEval_SaveThread()) {}
    void end() { if (active) { PyEval_RestoreThread(save); active = false; } }
    ~Allow() { end(); }
};

#define ALLOW_BEGIN Allow allow_
#define ALLOW_END allow_.end()

static PyObject *ended(PyObject *self, PyObject *unused)
{
    Allow allow;
    int result = compute(1);
    if (result < 0) {
        allow.end();
        return PyErr_NoMemory();
    }
    allow.end();
    return PyLong_FromLong(result);
}

static PyObject *left_to_the_destructor(PyObject *self, PyObject *unused)
{
    {
        ALLOW_BEGIN;
        if (compute(2) < 0)
            goto fail;
        ALLOW_END;
    }
    Py_RETURN_NONE;
fail:
    return PyErr_NoMemory();
}

static PyObject *too_early(PyObject *self, PyObject *unused)
{
    Allow allow;
    if (compute(3) < 0)
        return PyErr_NoMemory();
//             ^^^^^^^^^^^^^^ error[api-call-without-gil]
    allow.end();
    Py_RETURN_NONE;
}

static PyObject *twice(PyObject *self, PyObject *unused)
{
    ALLOW_BEGIN;
    int result = compute(4);
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ error[nested-release]
    result += compute(5);
//            ^^^^^^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
    ALLOW_END;
    return PyLong_FromLong(result);
}
