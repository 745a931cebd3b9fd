// A guard that is asked whether it is valid still is what it was; what another method of it does is not known.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

void asked(PyObject *list)
{
    nb::gil_scoped_release release;
    if (release.is_valid())
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    PyList_Sort(list);
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

void disarmed(PyObject *list)
{
    nb::gil_scoped_release release;
    release.disarm();
    PyList_Sort(list);
}
