// A field may be called what the macros call their variable: the guard keeps the thread state until it goes.
#include <Python.h>

extern void work();

class Released {
public:
    Released() {
        _save = PyEval_SaveThread();
        active = true;
    }
    ~Released() {
        if (active)
            restore();
    }
    void restore() {
        PyEval_RestoreThread(_save);
        active = false;
    }

private:
    PyThreadState *_save;
    bool active;
};

static PyObject *run(PyObject *self, PyObject *args)
{
    Released released;
    work();
    released.restore();
    Py_RETURN_NONE;
}
