// A guard that asks whether the GIL is held, keeps the answer and releases only then: it may stand within a region, and within itself.
#include <Python.h>

long deliver(int what);

class GilState {
protected:
    static bool held()
    {
        PyThreadState *mine = PyGILState_GetThisThreadState();
        return mine && mine == PyThreadState_GetUnchecked();
    }
    static bool wanted() { return deliver(0) != 0; }
};

class Unlocked : public GilState {
public:
    Unlocked() : released(held())
    {
        if (released)
            state = PyEval_SaveThread();
    }
    ~Unlocked()
    {
        if (released)
            PyEval_RestoreThread(state);
    }

private:
    PyThreadState *state;
    bool released;
};

class Unasked : public GilState {
public:
    Unasked() : released(wanted())
    {
        if (released)
            state = PyEval_SaveThread();
    }
    ~Unasked()
    {
        if (released)
            PyEval_RestoreThread(state);
    }

private:
    PyThreadState *state;
    bool released;
};

static long send_message(int what)
{
    Unlocked unlocked;
    return deliver(what);
}

static long send_unasked(int what)
{
    Unasked unlocked;
    return deliver(what);
}

void flash()
{
    Py_BEGIN_ALLOW_THREADS
    send_message(1);
    Py_END_ALLOW_THREADS
}

void blink()
{
    Py_BEGIN_ALLOW_THREADS
    send_unasked(1);
//  ^^^^^^^^^^^^ error[nested-release]
    Py_END_ALLOW_THREADS
}
