// Not thread-safe, where the GIL is released by a guard.
#include <cstring>
#include <pybind11/pybind11.h>

namespace py = pybind11;

char *first(char *text)
{
    strtok(text, " ");
    py::gil_scoped_release release;
    return strtok(nullptr, " ");
//         ^^^^^^ warning[thread-unsafe-call]
}
