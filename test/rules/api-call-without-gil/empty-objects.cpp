// An empty object of pybind11's is a null pointer: to make one needs no GIL, to put it in another's place does.
#include <boost/python.hpp>
#include <pybind11/pybind11.h>

namespace py = pybind11;

int spin();

py::object nothing()
{
    py::gil_scoped_release release;
    spin();
    return py::object();
}

void emptied(py::object &object)
{
    py::gil_scoped_release release;
    object = py::object();
//           ^^^^^^^^^^ error[api-call-without-gil]
}

py::object none()
{
    py::gil_scoped_release release;
    return py::none();
//         ^^^^^^^^ error[api-call-without-gil]
}

boost::python::object none_of_boost()
{
    IECorePython::ScopedGILRelease release;
    return boost::python::object();
//         ^^^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}
