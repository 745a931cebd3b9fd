// What a function gives back: a copy of what outlives it, made before its guards go; a variable of its own is no copy.
#include <pybind11/pybind11.h>
namespace py = pybind11;

void spin();

py::object of_a_reference(const py::object &o)
{
    py::gil_scoped_release released;
    spin();
    return o;
//         ^ error[api-call-without-gil]
}

const py::object &the_reference_itself(const py::object &o)
{
    py::gil_scoped_release released;
    spin();
    return o;
}

py::object of_its_own()
{
    py::object o;
    py::gil_scoped_release released;
    spin();
    return o;
}

py::object of_a_parameter(py::object o)
{
    py::gil_scoped_release released;
    spin();
    return o;
}

PyObject *of_a_pointer(PyObject *o)
{
    py::gil_scoped_release released;
    spin();
    return o;
}

struct Job {
    py::object callback;
    int steps;
    py::object take()
    {
        py::gil_scoped_release released;
        spin();
        return callback;
//             ^^^^^^^^ error[api-call-without-gil]
    }
    py::object take_held()
    {
        {
            py::gil_scoped_release released;
            spin();
        }
        return callback;
    }
    auto told_by_the_body() -> py::object
    {
        py::gil_scoped_release released;
        return this->callback;
//             ^^^^^^^^^^^^^^ error[api-call-without-gil]
    }
    int count()
    {
        py::gil_scoped_release released;
        return steps;
    }
    py::handle borrowed()
    {
        py::gil_scoped_release released;
        return callback;
    }
};

int converted(py::object &o)
{
    py::gil_scoped_release released;
    spin();
    return o.cast<int>();
//           ^^^^^^^^^ error[api-call-without-gil]
}
