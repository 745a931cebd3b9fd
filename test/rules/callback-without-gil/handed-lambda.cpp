// A lambda handed to a function that calls it runs in the state of that call; one handed to something unknown may.
#include <algorithm>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

template <typename F>
void without_gil(F work)
{
    py::gil_scoped_release release;
    work();
//  ^^^^ error[indirect-api-call-without-gil]
}

template <typename F>
void with_gil(F work)
{
    work();
}

void run(std::vector<int> &parts)
{
    without_gil([&] { PyErr_Clear(); });
    with_gil([&] { PyErr_Clear(); });
    std::for_each(parts.begin(), parts.end(), [](int) { PyErr_Clear(); });
    py::gil_scoped_release release;
    std::for_each(parts.begin(), parts.end(), [](int) { PyErr_CheckSignals(); });
//                                            ^ error[callback-without-gil]
}
