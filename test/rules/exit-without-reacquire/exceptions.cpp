// An exception that leaves a region made by macros skips its end. With a guard the destructor runs.
#include <stdexcept>
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

void leaves_the_function(int n)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch(n) < 0)
        throw std::runtime_error("no result");
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
}

int leaves_the_region(int n)
{
    try {
        Py_BEGIN_ALLOW_THREADS
        if (crunch(n) < 0)
            throw std::runtime_error("no result");
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[exit-without-reacquire]
        Py_END_ALLOW_THREADS
    } catch (const std::exception &) {
        return -1;
    }
    return n;
}

int caught_in_the_region(int n)
{
    int status = 0;
    Py_BEGIN_ALLOW_THREADS
    try {
        if (crunch(n) < 0)
            throw std::runtime_error("no result");
    } catch (const std::exception &) {
        status = -1;
    }
    Py_END_ALLOW_THREADS
    return status;
}

void with_a_guard(int n)
{
    py::gil_scoped_release release;
    if (crunch(n) < 0)
        throw std::runtime_error("no result");
}
