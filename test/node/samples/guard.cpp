// Sample for the parsers: classes, constructors, guards.
#include <Python.h>

int crunch(int part);

class Released {
public:
    Released() : state_(PyEval_SaveThread()) {}
    ~Released() { PyEval_RestoreThread(state_); }

private:
    PyThreadState *state_;
};

class Held {
public:
    Held() { state = PyGILState_Ensure(); }
    ~Held() { PyGILState_Release(state); }

private:
    PyGILState_STATE state;
};

struct Job {
    Released released;
    int part = 0;
};

struct Derived : public Released {
    int part = 0;
};

PyObject *by_class(PyObject *self, PyObject *unused)
{
    {
        Released released;
        if (crunch(1) < 0)
            return nullptr;
        PyErr_Clear();
        Held held;
        PyErr_Clear();
    }
    return PyLong_FromLong(1);
}

PyObject *by_field(PyObject *self, PyObject *unused)
{
    {
        Job job;
        PyErr_Clear();
    }
    return PyLong_FromLong(1);
}

PyObject *by_base(PyObject *self, PyObject *unused)
{
    Derived derived;
    return PyLong_FromLong(crunch(1));
}
