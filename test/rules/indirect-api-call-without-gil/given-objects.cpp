// Helpers of C++ that are given Python objects by reference: their methods need the GIL as much as any C-API.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <utility>

namespace py = pybind11;

static void fill(py::list &out)
{
    out.append(1);
}

static void grow(py::array_t<double> &array)
{
    array.resize({2});
}

static void end(py::object taken)
{
}

static int count(const py::dict &items, int least)
{
    return least;
}

void run(py::list &out, py::array_t<double> &array, py::dict &items, py::object last)
{
    py::gil_scoped_release release;
    fill(out);
//  ^^^^ error[indirect-api-call-without-gil]
    grow(array);
//  ^^^^ error[indirect-api-call-without-gil]
    count(items, 1);
    end(last);
//      ^^^^ error[api-call-without-gil]
    end(std::move(last));
//  ^^^ error[indirect-api-call-without-gil]
}

static void fill_safely(py::list &out)
{
    py::gil_scoped_acquire acquire;
    out.append(1);
}

void run_safely(py::list &out)
{
    py::gil_scoped_release release;
    fill_safely(out);
}
