#include <pybind11/pybind11.h>
namespace py = pybind11;

class HalfTyped {
public:
    HalfTyped(int n) : n_(n), text_(
    void method( {

void after_it()
{
    py::gil_scoped_release release;
    PyErr_Clear();
}
