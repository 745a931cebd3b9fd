// Helpers of C++ that are given what holds Python objects, and use those; or a handle.
#include <pybind11/pybind11.h>
#include <string>
#include <vector>

namespace py = pybind11;

struct Sink {
    py::function callback;
    std::vector<py::object> items;
    int count;
};

static void notify(Sink &sink)
{
    sink.callback(1);
}

static void forget(Sink *sink)
{
    sink->items.clear();
}

static std::string text_of(py::handle value)
{
    return value.cast<std::string>();
}

static bool same(const py::object &one, const py::object &other)
{
    return one.equal(other);
}

static int add(Sink &sink)
{
    return ++sink.count;
}

static bool is_same(py::handle one, py::handle other)
{
    return one.ptr() == other.ptr();
}

void run(Sink &sink, py::handle value, py::object &one)
{
    py::gil_scoped_release release;
    notify(sink);
//  ^^^^^^ error[indirect-api-call-without-gil]
    forget(&sink);
//  ^^^^^^ error[indirect-api-call-without-gil]
    text_of(value);
//  ^^^^^^^ error[indirect-api-call-without-gil]
    same(one, one);
//  ^^^^ error[indirect-api-call-without-gil]
    add(sink);
    is_same(value, value);
    sink.items.clear();
//             ^^^^^ error[api-call-without-gil]
}
