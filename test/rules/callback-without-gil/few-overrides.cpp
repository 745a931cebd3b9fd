// Where one of several asks for Python's override with the GIL taken, nothing says how the others are called.
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct Visitor {
    virtual ~Visitor() = default;
    virtual void enter() = 0;
    virtual void leave() = 0;
};

class PythonVisitor : public Visitor {
public:
    void enter() override
    {
        py::gil_scoped_acquire acquire;
        py::get_override(this, "enter")();
    }
    void leave() override { py::get_override(this, "leave")(); }
};
