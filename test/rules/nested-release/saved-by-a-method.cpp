// A guard whose method releases, and whose destructor takes back what was released, in a loop and with an end before its own.
#include <vector>
#include <Python.h>

int crunch(int part);

class Saver {
public:
    Saver() = default;
    ~Saver() { restore(); }
    void save() { state_ = PyEval_SaveThread(); }
    void restore()
    {
        if (state_) {
            PyEval_RestoreThread(state_);
            state_ = nullptr;
        }
    }

private:
    PyThreadState *state_ = nullptr;
};

PyObject *in_a_loop(PyObject *self, PyObject *unused)
{
    std::vector<int> parts(3);
    for (int part : parts) {
        Saver saver;
        saver.save();
        crunch(part);
    }
    PyErr_Clear();
    return PyLong_FromLong(1);
}

PyObject *restored_before(PyObject *self, PyObject *unused)
{
    Saver saver;
    saver.save();
    int n = crunch(1);
    saver.restore();
    return PyLong_FromLong(n);
}

PyObject *never_restored(PyObject *self, PyObject *unused)
{
    Saver saver;
    saver.save();
    int n = crunch(1);
    return PyLong_FromLong(n);
//         ^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

PyObject *saved_twice(PyObject *self, PyObject *unused)
{
    Saver saver;
    saver.save();
    int n = crunch(1);
    saver.save();
//        ^^^^ error[nested-release]
    saver.restore();
    return PyLong_FromLong(n);
}
