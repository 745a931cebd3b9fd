// A guard that may hold nothing, or decides at run time: what its state is cannot be told, and nothing is said.
#include <optional>
#include <memory>
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

class MaybeReleased {
public:
    explicit MaybeReleased(bool release)
    {
        if (release)
            state = PyEval_SaveThread();
    }
    ~MaybeReleased()
    {
        if (state)
            PyEval_RestoreThread(state);
    }

private:
    PyThreadState *state = nullptr;
};

void in_optional(bool large)
{
    {
        std::optional<py::gil_scoped_release> release;
        if (large)
            release.emplace();
        crunch(1);
        PyErr_Clear();
    }
    PyErr_Clear();
}

void in_pointer(bool large)
{
    std::unique_ptr<py::gil_scoped_release> release;
    if (large)
        release = std::make_unique<py::gil_scoped_release>();
    PyErr_Clear();
}

void at_run_time(bool large)
{
    {
        MaybeReleased released(large);
        PyErr_Clear();
    }
    // Known again.
    py::gil_scoped_release release;
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}
