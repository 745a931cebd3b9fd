// A lambda that is called by name runs where it is called; one that is only made does not run.
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

int run(int n)
{
    auto fail = [&](const char *why) {
        PyErr_SetString(PyExc_ValueError, why);
        return -1;
    };
    auto count = [&] { return crunch(n); };
    if (n < 0)
        return fail("negative");
    py::gil_scoped_release release;
    if (count() < 0)
        return fail("no result");
//             ^^^^ error[indirect-api-call-without-gil]
    return n;
}
