// A method of a library's class is none of the project's functions, though one that is bound has the same name.
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace {

bool settle(const library::Plug &plug, const char *view)
{
    py::gil_scoped_release release;
    return plug.settle(view);
}

void settle_all(library::Plug *plug)
{
    py::gil_scoped_release release;
    plug->settle(nullptr);
}

struct Table {
    bool (*settle)(const library::Plug &plug, const char *view);
};

bool through(const Table &table, const library::Plug &plug)
{
    py::gil_scoped_release release;
    return table.settle(plug, nullptr);
//               ^^^^^^ error[nested-release]
}

}

void bind(py::module_ &m)
{
    static Table table;
    table.settle = settle;
    m.def("settle", &settle);
    m.def("settle_all", &settle_all);
}
