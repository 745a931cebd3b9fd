// Fields of Python's objects in the scope of a guard.
#include <pybind11/pybind11.h>

namespace py = pybind11;

char *text(PyObject *bytes)
{
    char *before = PyBytes_AS_STRING(bytes);
    py::gil_scoped_release release;
    return before + *PyBytes_AS_STRING(bytes);
//                   ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
}
