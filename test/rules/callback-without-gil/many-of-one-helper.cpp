// Many bound functions of one file that come to the same helper: told once, as the helper is what is to be mended.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Frames {
public:
    bool fill(py::array_t<int> &into);
    bool count(py::array_t<int> &into);
};

static void store(py::array_t<int> &into)
{
    into.resize({16}, false);
}

static void reset(py::array_t<int> &into)
{
    into.resize({0}, false);
}

bool Frames::fill(py::array_t<int> &into)
{
    store(into);
    return true;
}

bool Frames::count(py::array_t<int> &into)
{
    reset(into);
    return true;
}

PYBIND11_MODULE(frames, m)
{
    py::class_<Frames>(m, "Frames")
        .def("first", [](Frames &self, py::array_t<int> &into) { return self.fill(into); }, py::call_guard<py::gil_scoped_release>())
//                    ^ error[callback-without-gil]
        .def("next", [](Frames &self, py::array_t<int> &into) { return self.fill(into); }, py::call_guard<py::gil_scoped_release>())
        .def("last", [](Frames &self, py::array_t<int> &into) { return !self.fill(into); }, py::call_guard<py::gil_scoped_release>())
        .def("all", [](Frames &self, py::array_t<int> &into) { return self.fill(into); }, py::call_guard<py::gil_scoped_release>())
        .def("none", [](Frames &self, py::array_t<int> &into) { return self.count(into); }, py::call_guard<py::gil_scoped_release>())
//                   ^ error[callback-without-gil]
        .def("one", [](Frames &self, py::array_t<int> &into) { return !self.count(into); }, py::call_guard<py::gil_scoped_release>());
//                  ^ error[callback-without-gil]
}
