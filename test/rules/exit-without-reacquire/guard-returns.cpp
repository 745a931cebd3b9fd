// A guard takes the GIL back on each way out; a call by hand does not.
#include <pybind11/pybind11.h>

namespace py = pybind11;

extern "C" int crunch(int part);

int by_guard(int n)
{
    for (int i = 0; i < n; i++) {
        py::gil_scoped_release release;
        switch (crunch(i)) {
        case 0:
            continue;
        case 1:
            goto done;
        default:
            return -1;
        }
    }
done:
    PyErr_Clear();
    return n;
}

PyObject *by_hand(PyObject *self, PyObject *unused)
{
    PyThreadState *save = PyEval_SaveThread();
    if (crunch(1) < 0)
        return nullptr;
//      ^^^^^^^^^^^^^^^ error[exit-without-reacquire]
    PyEval_RestoreThread(save);
    return PyLong_FromLong(1);
}
