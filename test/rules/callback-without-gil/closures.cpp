// A thread destroys what it was given by value, after its function has given back the GIL.
#include <thread>
#include <pybind11/pybind11.h>

namespace py = pybind11;

void call(py::object callback)
//   ^^^^ error[callback-without-gil]
{
    py::gil_scoped_acquire acquire;
    callback();
}

void by_value(py::function callback)
{
    std::thread([callback] {
//              ^ error[callback-without-gil]
        py::gil_scoped_acquire acquire;
        callback();
    }).detach();
}

void by_argument(py::function callback)
{
    std::thread thread(call, callback);
    thread.detach();
}

void by_reference(py::function &callback, int n)
{
    std::thread thread([&callback, n] {
        py::gil_scoped_acquire acquire;
        callback(n);
    });
    py::gil_scoped_release release;
    thread.join();
}

void by_pointer(py::function callback)
{
    auto *kept = new py::function(std::move(callback));
    std::thread([kept] {
        py::gil_scoped_acquire acquire;
        (*kept)();
        delete kept;
    }).detach();
}
