// Parameters taken by value go after the guards that live in the function: whoever calls it without the GIL counts references without it.
#include <functional>
#include <utility>
#include <pybind11/pybind11.h>

namespace py = pybind11;

void every(std::function<void()> callback);

void notify(py::object callback)
{
    py::gil_scoped_acquire acquire;
    callback();
}
//<^ error[api-call-without-gil]

void notify_reference(const py::object &callback)
{
    py::gil_scoped_acquire acquire;
    callback();
}

void notify_moved(py::object callback)
{
    py::gil_scoped_acquire acquire;
    py::object own = std::move(callback);
    own();
}
//<^ error[api-call-without-gil]

// Python calls it, which holds the GIL.
void bound(py::object callback)
{
    py::gil_scoped_acquire acquire;
    callback();
}

void start(py::object callback)
{
    every(std::bind(&notify, callback));
    every(std::bind(&notify_reference, std::ref(callback)));
    every(std::bind(&notify_moved, callback));
}

PYBIND11_MODULE(spam, m)
{
    m.def("start", &start);
    m.def("bound", &bound);
}
