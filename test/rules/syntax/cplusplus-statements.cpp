// Statements that only C++ has.
#include <pybind11/pybind11.h>
#include <vector>

namespace py = pybind11;

std::pair<int, int> both(int n);
int *find(int n);

void run(std::vector<int> &parts)
{
    for (auto &part : parts) {
        py::gil_scoped_release release;
        part++;
    }
    if (int *found = find(1); found != nullptr) {
        py::gil_scoped_release release;
        delete[] found;
    } else
        PyErr_Clear();
    auto [first, second] = both(1);
    if (auto *p = find(first)) {
        py::gil_scoped_release release;
        const auto &q = *p;
        auto *fresh = new int[q];
        delete[] fresh;
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    }
    while (int *p = find(second)) {
        py::gil_scoped_release release;
        static_cast<void>(p);
        break;
    }
    PyErr_Clear();
}

long converted(double value, unsigned (*scale)(long))
{
    long n = long(value) + short(1);
    if (unsigned(n) != 0 && long( n ) > 1) {
        py::gil_scoped_release release;
        n = long(scale(n));
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    }
    return n;
}
