// A macro that returns leaves the scope of guards as any return does: the GIL is taken back on the way, though only after the macro has taken
// its reference. A thread state kept by hand is not given back by itself.
#include <Python.h>

extern void crunch();

class Released {
public:
    Released() : save_(PyEval_SaveThread()) {}
    ~Released() { PyEval_RestoreThread(save_); }

private:
    PyThreadState *save_;
};

static PyObject *with_guard(PyObject *self, PyObject *args)
{
    {
        Released released;
        crunch();
    }
    Released again;
    crunch();
    Py_RETURN_NONE;
//  ^^^^^^^^^^^^^^ error[api-call-without-gil]
}

static PyObject *by_hand(PyObject *self, PyObject *args)
{
    PyThreadState *save = PyEval_SaveThread();
    crunch();
//  ^^^^^^ error[exit-without-reacquire]
    if (args == nullptr)
        Py_RETURN_NONE;
//      ^^^^^^^^^^^^^^ error[api-call-without-gil]
//      ^^^^^^^^^^^^^^ error[exit-without-reacquire]
    PyEval_RestoreThread(save);
    Py_RETURN_NONE;
}
