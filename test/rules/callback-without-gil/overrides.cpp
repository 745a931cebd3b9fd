// Virtual functions that ask Python for what overrides them: most of them take the GIL, since C++ calls them from wherever it likes.
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct Parser {
    virtual ~Parser() = default;
    virtual int parse(const char *text) = 0;
    virtual void reset() = 0;
    virtual int depth() = 0;
};

class PythonParser : public Parser {
public:
    int parse(const char *text) override
    {
        py::gil_scoped_acquire acquire;
        py::function method = py::get_override(this, "parse");
        return method(text).cast<int>();
    }
    void reset() override;
    int depth() override
//      ^^^^^ error[callback-without-gil]
    {
        py::function method = py::get_override(this, "depth");
        return method ? method().cast<int>() : 0;
    }
};

void PythonParser::reset()
{
    py::gil_scoped_acquire acquire;
    if (py::function method = py::get_override(this, "reset"))
        method();
}

bool is_overridden(const Parser *parser)
{
    return bool(py::get_override(parser, "parse"));
}
