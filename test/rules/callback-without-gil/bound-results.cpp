// Bound with a guard that releases: what such a function is given it must neither convert nor copy, not even to give it back.
#include <pybind11/pybind11.h>
namespace py = pybind11;

struct Table { void add(int n); };

void bind(py::module_ &m)
{
    m.def("copied", [](py::object &self, int n) { return self; }, py::call_guard<py::gil_scoped_release>());
//                  ^ error[callback-without-gil]
    m.def("passed_on", [](py::object &self, int n) -> py::object & { return self; }, py::call_guard<py::gil_scoped_release>());
    m.def("converted", [](py::object &self, int n) { self.cast<Table &>().add(n); }, py::call_guard<py::gil_scoped_release>());
//                     ^ error[callback-without-gil]
    m.def("plain", [](Table &self, int n) { self.add(n); return n; }, py::call_guard<py::gil_scoped_release>());
    m.def("held", [](py::object &self, int n) { return self; });
}
