// Virtual functions that hand over to Python with the library's macros, which take the GIL: those that stand beside them in the class
// are called from the same threads.
#include <pybind11/pybind11.h>
#include <string>

namespace py = pybind11;

class Force {
public:
    virtual ~Force() = default;
    virtual void start() {}
    virtual void stop() {}
    virtual void add(double factor) = 0;
    virtual void weigh(double factor) = 0;
    virtual std::string name() const { return "force"; }
    virtual double stiffness(int nodes) { return nodes; }
    virtual int nodes() const { return 0; }
};

class PythonForce : public Force {
public:
    void start() override { PYBIND11_OVERRIDE(void, Force, start, ); }
    void add(double factor) override
    {
        py::gil_scoped_acquire acquire;
        py::dict options = py::dict();
        PYBIND11_OVERRIDE_PURE(void, Force, add, options, factor);
    }
    void weigh(double factor) override
//       ^^^^^ error[callback-without-gil]
    {
        py::dict options = py::dict();
        PYBIND11_OVERRIDE_PURE(void, Force, weigh, options, factor);
    }
    std::string name() const override;
    double stiffness(int nodes) override;
    void stop() override
    {
        py::gil_scoped_acquire acquire;
        PYBIND11_OVERRIDE(void, Force, stop, py::none());
    }
    int nodes() const override { return 3; }
    // No override: who calls it is told by its callers.
    py::object asked(int nodes)
    {
        py::gil_scoped_acquire acquire;
        PYBIND11_OVERRIDE(py::object, Force, stiffness, nodes);
    }
};

std::string PythonForce::name() const
//                       ^^^^ error[callback-without-gil]
{
    return py::str(py::cast(this).attr("__name__"));
}

double PythonForce::stiffness(int nodes)
{
    py::gil_scoped_acquire acquire;
    py::object found = asked(nodes);
    return py::cast<double>(found);
}
