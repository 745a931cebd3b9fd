// A guard inside another one, and a helper with a guard of its own.
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

static int helper(int n)
{
    py::gil_scoped_release release;
    return crunch(n);
}

static int careful(int n)
{
    py::gil_scoped_acquire acquire;
    py::gil_scoped_release release;
    return crunch(n);
}

static int only_if_held(int n)
{
    if (PyGILState_Check()) {
        py::gil_scoped_release release;
        return crunch(n);
    }
    return crunch(n);
}

int run(int n)
{
    py::gil_scoped_release release;
    if (n > 1) {
        py::gil_scoped_release again;
//                             ^^^^^ error[nested-release]
        crunch(n);
    }
    careful(n);
    only_if_held(n);
    return helper(n);
//         ^^^^^^ error[nested-release]
}
