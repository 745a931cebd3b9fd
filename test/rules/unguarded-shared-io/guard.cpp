// A sequence of writes in the scope of a guard.
#include <cstdio>
#include <pybind11/pybind11.h>

namespace py = pybind11;

void print_all(const int *values, int n)
{
    py::gil_scoped_release release;
    for (int i = 0; i < n; i++) {
        printf("%d ", values[i]);
//      ^^^^^^ warning[unguarded-shared-io]
        printf("\n");
    }
}
