// A guard that is ended before the GIL is taken holds nothing there, and its own end gives nothing back for somebody else.
#include <Python.h>
#include <mutex>
#include <pybind11/pybind11.h>
#include <thread>

namespace py = pybind11;

static std::mutex early, late;
static bool stopped;

void ends_early()
{
    while (true) {
        std::unique_lock lock(early);
        bool stop = stopped;
        lock.unlock();
        py::gil_scoped_acquire guard;
        PyErr_Clear();
        if (stop)
            break;
    }
}

void ends_late()
{
    while (true) {
        std::unique_lock lock(late);
        bool stop = stopped;
        py::gil_scoped_acquire guard;
        PyErr_Clear();
        if (stop)
            break;
    }
}

void start()
{
    std::thread(&ends_early).detach();
    std::thread(&ends_late).detach();
}

PyObject *stop_early(PyObject *self, PyObject *unused)
{
    std::lock_guard<std::mutex> lock(early);
//                              ^^^^ info[blocking-call-with-gil]
    stopped = true;
    Py_RETURN_NONE;
}

PyObject *stop_late(PyObject *self, PyObject *unused)
{
    std::lock_guard<std::mutex> lock(late);
//                              ^^^^ warning[lock-order-with-gil]
    stopped = true;
    Py_RETURN_NONE;
}
