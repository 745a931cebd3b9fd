// nanobind's guards, in bindings and in functions.
#include <nanobind/nanobind.h>

namespace nb = nanobind;
using namespace nb::literals;

static int released(int n)
//         ^^^^^^^^ error[callback-without-gil]
{
    PyErr_Clear();
    return n;
}

static int takes_it(int n)
{
    nb::gil_scoped_acquire acquire;
    PyErr_Clear();
    return n;
}

static int inside(nb::list list)
{
    nb::gil_scoped_release release;
    list.append(1);
//       ^^^^^^ error[api-call-without-gil]
    return 0;
}

NB_MODULE(spam, m)
{
    m.def("released", &released, "n"_a, nb::call_guard<nb::gil_scoped_release>());
    m.def("takes_it", &takes_it, "n"_a, nb::call_guard<nb::gil_scoped_release>());
    m.def("inside", &inside);
}
