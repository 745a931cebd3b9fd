// A lambda owns what it is given by value, and lets go of it while the guard of the binding still has the GIL released.
#include <cstddef>
#include <string>
#include <utility>
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct Port { void write(const std::string &text); };
void keep(py::object &&object);

struct Closing {
    ~Closing();
    Port &port;
    py::object log;
};

// Not the destructor itself: the members live on behind what it calls.
Closing::~Closing()
{
    py::gil_scoped_acquire acquire;
    auto last = [this](std::size_t n) { port.write(std::string(n, ' ')); };
    last(1);
    log = py::none();
}

void bind(py::module_ &m)
{
    m.def("write", [](Port &port, py::bytes payload) { port.write("x"); }, py::call_guard<py::gil_scoped_release>());
//                 ^ error[callback-without-gil]
    m.def("several", [](Port &port, const py::object one, py::buffer two) {
//                   ^ error[callback-without-gil]
        port.write("x");
    }, py::call_guard<py::gil_scoped_release>());

    // What is lent, or moved on, is not destroyed here.
    m.def("lent", [](Port &port, const py::bytes &payload) { port.write("x"); }, py::call_guard<py::gil_scoped_release>());
    m.def("handle", [](Port &port, py::handle payload) { port.write("x"); }, py::call_guard<py::gil_scoped_release>());
    m.def("moved", [](py::object payload) {
        py::gil_scoped_acquire acquire;
        keep(std::move(payload));
    }, py::call_guard<py::gil_scoped_release>());
    // The guard of a body is gone before its parameters are.
    m.def("write_inside", [](Port &port, py::bytes payload) {
        std::string text = payload;
        py::gil_scoped_release release;
        port.write(text);
    });
    m.def("held", [](Port &port, py::bytes payload) { port.write("x"); });
}
