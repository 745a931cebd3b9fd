// Bound functions are entered with the GIL, unless a guard of the binding has released it.
#include <pybind11/pybind11.h>

namespace py = pybind11;

static int released(int n)
//         ^^^^^^^^ error[callback-without-gil]
{
    PyErr_Clear();
    return n;
}

static int held(int n)
{
    PyErr_Clear();
    return n;
}

static int takes_it(int n)
{
    py::gil_scoped_acquire acquire;
    PyErr_Clear();
    return n;
}

PYBIND11_MODULE(spam, m)
{
    m.def("released", &released, py::call_guard<py::gil_scoped_release>());
    m.def("held", &held);
    m.def("takes_it", &takes_it, py::call_guard<py::gil_scoped_release>());
    m.def("lambda", [](int n) { PyErr_Clear(); return n; }, py::arg("n"), py::call_guard<py::gil_scoped_release>());
//                  ^ error[callback-without-gil]
    m.def("other", [](int n) { PyErr_Clear(); return n; }, py::arg("n"));
}
