// Objects that own a reference need the GIL to be made, used and destroyed; a handle does not own one.
#include <pybind11/pybind11.h>

namespace py = pybind11;

long crunch(py::handle borrowed);

long use(py::object item, py::list list)
{
    py::object later;
    long size = 0;
    {
        py::gil_scoped_release release;
        py::handle handle = item;
        size = crunch(handle);
        list.append(size);
//           ^^^^^^ error[api-call-without-gil]
        py::str text("done");
//              ^^^^ error[api-call-without-gil]
        py::print("done");
//      ^^^^^^^^^ error[api-call-without-gil]
    }
    return size;
}

double buffer(py::array_t<double> values)
{
    py::buffer_info info = values.request();
    const double *data = static_cast<const double *>(info.ptr);
    py::gil_scoped_release release;
    // Its memory may be read: the caller keeps it alive.
    double sum = data[0] + *values.data() + values.size();
    values.resize({3});
//         ^^^^^^ error[api-call-without-gil]
    return sum;
}

py::object result(int n)
{
    py::object made = py::int_(n);
    {
        py::gil_scoped_release release;
        n++;
    }
    return made;
}
