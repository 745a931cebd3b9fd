// C++ copies Python objects without a call being written: each copy counts a reference. Moving one, or referring to it, does not.
#include <functional>
#include <map>
#include <utility>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

int crunch(int part);
void later(std::function<void()> work);

int keep(py::object copied)
{
    return crunch(1);
}

int look(const py::object &borrowed)
{
    return crunch(2);
}

py::object initialised(py::object item)
{
    py::gil_scoped_release release;
    py::object same = item;
//                    ^^^^ error[api-call-without-gil]
    auto again = item;
//               ^^^^ error[api-call-without-gil]
    return same;
}

void assigned(py::object first, py::object second)
{
    py::gil_scoped_release release;
    first = second;
//          ^^^^^^ error[api-call-without-gil]
}

void moved(py::object first, py::object second)
{
    py::object target;
    py::gil_scoped_release release;
    const py::object &reference = first;
    py::handle handle = second;
    target = std::move(second);
    crunch(3);
}

void captured(py::object callback, py::object other)
{
    py::gil_scoped_release release;
    later([callback] {
//        ^ error[api-call-without-gil]
        py::gil_scoped_acquire acquire;
        callback();
    });
    later([=] {
//        ^ error[api-call-without-gil]
        py::gil_scoped_acquire acquire;
        other();
    });
    later([&callback] {
        py::gil_scoped_acquire acquire;
        callback();
    });
    later([taken = std::move(other)] {
        py::gil_scoped_acquire acquire;
        taken();
    });
}

void captured_before(py::object callback)
{
    auto work = [callback] {
        py::gil_scoped_acquire acquire;
        callback();
    };
    py::gil_scoped_release release;
    later(std::ref(work));
}

void given_by_value(py::object item)
{
    py::gil_scoped_release release;
    keep(item);
//       ^^^^ error[api-call-without-gil]
    look(item);
}

void contained(py::object item, std::vector<py::object> &items, std::map<int, py::str> &names)
{
    items.push_back(item);
    py::gil_scoped_release release;
    items.push_back(item);
//        ^^^^^^^^^ error[api-call-without-gil]
    items.push_back(std::move(item));
    items.size();
    items.clear();
//        ^^^^^ error[api-call-without-gil]
    names.erase(1);
//        ^^^^^ error[api-call-without-gil]
}

void taken_again(py::object first, py::object second)
{
    py::gil_scoped_release release;
    crunch(4);
    py::gil_scoped_acquire acquire;
    first = second;
    py::object third = first;
}

void indexed(py::dict values, std::vector<int> &numbers)
{
    py::gil_scoped_release release;
    numbers[0] = crunch(5);
    values["a"] = 1;
//  ^^^^^^^^^^^ error[api-call-without-gil]
}
