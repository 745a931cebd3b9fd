// A lambda that is called where it is written runs there.
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

int at_once(int n)
{
    py::gil_scoped_release release;
    const int size = [&] { return crunch(n); }();
    [&] {
        py::gil_scoped_acquire acquire;
        PyErr_Clear();
    }();
    [&] { PyErr_Clear(); }();
//  ^ error[indirect-api-call-without-gil]
    return size;
}

int released_inside(int n)
{
    const int size = [&] {
        py::gil_scoped_release release;
        return crunch(n);
    }();
    PyErr_Clear();
    return size;
}
