// The macros of pybind11 and nanobind that ask for an override take the GIL for as long as they ask. They do so whoever calls, which may
// be somebody who holds it: nothing is said of what comes before them, but where the function has released it.
#include <nanobind/trampoline.h>
#include <pybind11/pybind11.h>

namespace nb = nanobind;
namespace py = pybind11;

struct Filter {
    virtual ~Filter() = default;
    virtual int apply(py::object options) = 0;
    virtual int weigh(int size) = 0;
    virtual long again(long size) = 0;
    virtual void close() {}
};

struct PythonFilter : Filter {
    int apply(py::object options) override
    {
        py::dict all = py::dict();
        PYBIND11_OVERRIDE_PURE(int, Filter, apply, all);
    }
    int weigh(int size) override { PYBIND11_OVERRIDE_PURE(int, Filter, weigh, py::int_(size)); }
    long again(long size) override
    {
        py::gil_scoped_release release;
        py::int_ all = py::int_(size);
//                     ^^^^^^^^ error[api-call-without-gil]
        PYBIND11_OVERRIDE_PURE(long, Filter, again, size);
    }
    void close() override
    {
        py::gil_scoped_acquire acquire;
        py::dict all = py::dict();
        PYBIND11_OVERRIDE_NAME(void, Filter, "shut", close, );
    }
};

struct Sink {
    virtual ~Sink() = default;
    virtual void write(int n) = 0;
};

struct PythonSink : Sink {
    NB_TRAMPOLINE(Sink);
    void write(int n) override { NB_OVERRIDE_PURE(write, n); }
};
