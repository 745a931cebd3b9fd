// Near miss: guards whose constructor and destructor call their own methods, which ask what has been done: permission to others and back.
#include <Python.h>

extern int compute(int x);

class AllowOthers {
    PyThreadState *save;
public:
    explicit AllowOthers(int) : save(NULL) { allowOthers(); }
    ~AllowOthers() { allowThis(); }
    void allowOthers() { if (save == NULL) save = PyEval_SaveThread(); }
    void allowThis() { if (save != NULL) { PyEval_RestoreThread(save); save = NULL; } }
};

class EnterPython {
    PyGILState_STATE state;
    bool acquired;
    bool released;
public:
    EnterPython() : acquired(false), released(false) { acquire(); }
    ~EnterPython() { if (!released) release(); }
    void acquire() { if (acquired) return; state = PyGILState_Ensure(); acquired = true; }
    void release() { if (released) return; PyGILState_Release(state); released = true; }
};

class MaybeAllow {
    PyThreadState *save;
public:
    explicit MaybeAllow(bool release) : save(release ? PyEval_SaveThread() : NULL) {}
    ~MaybeAllow() { if (save) PyEval_RestoreThread(save); }
};

static PyObject *inside(PyObject *self, PyObject *unused)
{
    int result;
    {
        AllowOthers others(1);
        result = compute(1);
    }
    if (result < 0)
        PyErr_Clear();
    return PyLong_FromLong(result);
}

static PyObject *given_back(PyObject *self, PyObject *unused)
{
    AllowOthers others(2);
    int result = compute(2);
    others.allowThis();
    return PyLong_FromLong(result);
}

static PyObject *told(PyObject *self, PyObject *large)
{
    int result;
    bool isLarge = PyObject_IsTrue(large);
    {
        MaybeAllow others(isLarge);
        result = compute(3);
        if (!isLarge)
            PyErr_Clear();
    }
    return PyLong_FromLong(result);
}

void on_event(PyObject *handler)
{
    EnterPython python;
    PyObject *result = PyObject_CallNoArgs(handler);
    if (result == NULL) {
        PyErr_Print();
        return;
    }
    Py_DECREF(result);
    python.release();
    compute(4);
}
