// What holds Python objects does to them what is done to it.
#include <memory>
#include <optional>
#include <utility>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);

struct Pair {
    py::object key;
    int count;
};

struct Counted : Pair {
    int times;
};

class Callback {
public:
    explicit Callback(py::function function) : function_(std::move(function)) {}

    void call()
    {
        py::gil_scoped_release release;
        crunch(1);
        function_(1);
//      ^^^^^^^^^ error[api-call-without-gil]
    }

    void replace(const py::function &function)
    {
        py::gil_scoped_release release;
        function_ = function;
//                  ^^^^^^^^ error[api-call-without-gil]
    }

    void name()
    {
        py::gil_scoped_release release;
        function_.attr("__name__");
//                ^^^^ error[api-call-without-gil]
    }

private:
    py::function function_;
};

class Copying {
public:
    explicit Copying(const py::object &object) : object_(object) {}

private:
    py::object object_;
};

class Referring {
public:
    explicit Referring(py::object &object) : object_(object) {}

private:
    py::object &object_;
};

void dies_released(int n)
{
    py::gil_scoped_release release;
    Counted counted;
    std::vector<py::object> objects;
    std::optional<Pair> pair;
    crunch(n);
}
//<^ error[api-call-without-gil]

void dies_later(int n)
{
    Counted counted;
    std::vector<py::object> objects;
    py::gil_scoped_release release;
    crunch(n);
}

void ended_early(int n)
{
    {
        py::gil_scoped_release release;
        crunch(n);
    }
    Counted counted;
}

void borrowed(Counted &counted, Counted *pointer, std::vector<py::object> *objects)
{
    py::gil_scoped_release release;
    Counted &same = counted;
    const auto &key = pointer->key;
    same.times = crunch(objects->size());
}

void deleted(Counted *counted, int *numbers)
{
    py::gil_scoped_release release;
    delete numbers;
    delete counted;
//  ^^^^^^ error[api-call-without-gil]
}

void owned(std::unique_ptr<Counted> counted, std::shared_ptr<Counted> shared)
{
    py::gil_scoped_release release;
    counted.reset();
//          ^^^^^ error[api-call-without-gil]
    shared.reset();
}

void made(py::object object, py::function function)
{
    py::gil_scoped_release release;
    auto copying = std::make_unique<Copying>(object);
//       ^^^^^^^ error[indirect-api-call-without-gil]
}

void referring(py::object object)
{
    py::gil_scoped_release release;
    Referring reference(object);
    crunch(3);
}

void made_before(py::object object)
{
    auto copying = std::make_unique<Copying>(object);
    py::gil_scoped_release release;
    crunch(2);
}
