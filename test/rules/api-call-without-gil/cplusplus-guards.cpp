// Guards of pybind11 end with their scope, also on the way out of it.
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

int whole_function(py::object item)
{
    py::gil_scoped_release release;
    return item.attr("size").cast<int>();
//              ^^^^ error[api-call-without-gil]
}

int nested(py::object item)
{
    int size = item.attr("size").cast<int>();
    {
        py::gil_scoped_release release;
        size = crunch(size);
        if (size < 0)
            return -1;
        {
            py::gil_scoped_acquire acquire;
            PyErr_Clear();
        }
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    }
    // The scope has ended.
    PyErr_Clear();
    return size;
}

void loop(int n)
{
    for (int i = 0; i < n; i++) {
        py::gil_scoped_release release;
        if (crunch(i) < 0)
            break;
        if (crunch(i) > 0)
            continue;
        crunch(n);
    }
    // Each way out of the body has run the destructor.
    PyErr_Clear();
}

void not_an_object()
{
    // A temporary dies at once, and the second line declares a function.
    py::gil_scoped_release();
    py::gil_scoped_release release();
    PyErr_Clear();
}
