// A result of another type than what is given back is made of it, before the guards of the body go.
#include <string>
#include <utility>
#include <pybind11/pybind11.h>

namespace py = pybind11;

std::string read_all(int fd) noexcept;

std::string joined(int fd)
{
    return read_all(fd);
}

py::bytes read_into(int fd)
{
    std::string text;
    py::gil_scoped_release release;
    text = read_all(fd);
    return text;
//         ^^^^ error[api-call-without-gil]
}

py::bytes read_moved(int fd)
{
    std::string text;
    py::gil_scoped_release release;
    text = read_all(fd);
    return std::move(text);
//         ^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

py::str read_called(int fd)
{
    py::gil_scoped_release release;
    return joined(fd);
//         ^^^^^^^^^^ error[api-call-without-gil]
}

py::str name_of(int fd)
{
    py::gil_scoped_release release;
    joined(fd);
    return "name";
//         ^^^^^^ error[api-call-without-gil]
}

// Made after the guard has gone, or of what is a Python object already, or no object at all.
py::bytes read_first(int fd)
{
    std::string text;
    {
        py::gil_scoped_release release;
        text = read_all(fd);
    }
    return text;
}

py::object read_list(int fd)
{
    py::list list;
    py::gil_scoped_release release;
    read_all(fd);
    return list;
}

std::string read_text(int fd)
{
    std::string text;
    py::gil_scoped_release release;
    text = read_all(fd);
    return text;
}
