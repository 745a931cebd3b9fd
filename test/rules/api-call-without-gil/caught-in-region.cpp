// What is caught where the GIL is released: setting Python's error needs it, reading the text of a C++ exception does not.
#include <pybind11/pybind11.h>
#include <iostream>

namespace py = pybind11;

void run();

void restored_without()
{
    py::gil_scoped_release release;
    try {
        run();
    } catch (py::error_already_set &e) {
        e.restore();
//        ^^^^^^^ error[api-call-without-gil]
    } catch (const py::builtin_exception &e) {
        e.set_error();
//        ^^^^^^^^^ error[api-call-without-gil]
    } catch (const std::exception &e) {
        std::cerr << e.what();
    }
}

void restored_with()
{
    try {
        py::gil_scoped_release release;
        run();
    } catch (py::error_already_set &e) {
        e.restore();
    }
}

void taken_again()
{
    py::gil_scoped_release release;
    try {
        run();
    } catch (py::error_already_set &e) {
        py::gil_scoped_acquire acquire;
        e.restore();
    }
}
