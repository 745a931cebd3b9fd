// What a bound function gives back is made while the guard of the binding still has the GIL released, what Python is given of it is not.
#include <string>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct Counted {
    std::vector<int> events;
};

struct PyCounted {
    explicit PyCounted(int n);
    PyCounted(Counted &&counted) { events = py::cast(counted.events); }
    py::object events;
};

struct Summary {
    Summary(Counted &&counted) { total = counted.events.size(); }
    std::size_t total;
};

Counted count(int n) { return Counted{std::vector<int>(n)}; }

PyCounted count_events(int n)
//        ^^^^^^^^^^^^ error[callback-without-gil]
{
    return count(n);
}

PyCounted count_held(int n) { return count(n); }

Summary summarise(int n) { return count(n); }

Counted count_plain(int n) { return count(n); }

py::bytes named(int n)
//        ^^^^^ error[callback-without-gil]
{
    std::string text(n, ' ');
    return text;
}

void bind(py::module_ &m)
{
    m.def("count_events", &count_events, py::call_guard<py::gil_scoped_release>());
    m.def("count_held", &count_held);
    m.def("summarise", &summarise, py::call_guard<py::gil_scoped_release>());
    m.def("count_plain", &count_plain, py::call_guard<py::gil_scoped_release>());
    m.def("named", &named, py::call_guard<py::gil_scoped_release>());
    m.def("lambda", [](int n) -> py::bytes { std::string text(n, ' '); return text; }, py::call_guard<py::gil_scoped_release>());
//                  ^ error[callback-without-gil]
}
