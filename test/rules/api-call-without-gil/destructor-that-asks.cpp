// A guard that can be ended early asks in its destructor whether there is something to take back.
#include <utility>
#include <Python.h>

int crunch(int part);

class Released {
public:
    Released() { release(); }
    Released(Released &&other) : state_(std::exchange(other.state_, nullptr)) {}
    ~Released()
    {
        if (state_ != nullptr)
            acquire();
    }
    void release() { state_ = PyEval_SaveThread(); }
    void acquire()
    {
        PyEval_RestoreThread(state_);
        state_ = nullptr;
    }

private:
    PyThreadState *state_ = nullptr;
};

PyObject *to_the_end(PyObject *self, PyObject *unused)
{
    {
        Released released;
        if (crunch(1) < 0)
            return nullptr;
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    }
    return PyLong_FromLong(1);
}

PyObject *ended_early(PyObject *self, PyObject *unused)
{
    Released released;
    int n = crunch(1);
    released.acquire();
    PyErr_Clear();
    return PyLong_FromLong(n);
}

PyObject *begun_again(PyObject *self, PyObject *unused)
{
    Released released;
    int n = crunch(1);
    released.acquire();
    PyErr_Clear();
    released.release();
    n += crunch(2);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    released.acquire();
    return PyLong_FromLong(n);
}
