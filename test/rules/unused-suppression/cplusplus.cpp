// Comments speak to gilint in C++ as in C.
#include <pybind11/pybind11.h>

namespace py = pybind11;

void run()
{
    py::gil_scoped_release release;
    PyErr_Clear(); // gilint: ignore[api-call-without-gil]
    // gilint: ignore
    PyErr_Clear();
    // gilint: ignore[nested-release]
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unused-suppression]
    int n = 0;
    (void)n;
}
