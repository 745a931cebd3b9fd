// A mutex that is waited for with the GIL; an object's critical section gives up the thread state while it waits.
#include <mutex>
#include <pybind11/critical_section.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

static std::mutex mutex;
static py::object shared;

PyObject *waits(PyObject *self, PyObject *unused)
{
    std::lock_guard<std::mutex> guard(mutex);
//                              ^^^^^ warning[lock-order-with-gil]
    return PyLong_FromLong(1);
}

void takes_the_gil()
{
    py::gil_scoped_release release;
    std::lock_guard<std::mutex> guard(mutex);
    py::gil_scoped_acquire acquire;
    PyErr_Clear();
}

PyObject *waits_in_section(PyObject *self, PyObject *unused)
{
    py::scoped_critical_section guard(shared);
    return PyLong_FromLong(1);
}

void takes_the_gil_in_section()
{
    py::gil_scoped_release release;
    py::scoped_critical_section guard(shared);
    py::gil_scoped_acquire acquire;
    PyErr_Clear();
}
