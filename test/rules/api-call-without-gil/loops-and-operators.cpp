// A loop over Python objects iterates in Python, and their operators call Python's.
#include <functional>
#include <map>
#include <string>
#include <vector>
#include <pybind11/pybind11.h>
#include <pybind11/functional.h>

namespace py = pybind11;

int crunch(int part);

void over_list(const py::list &items)
{
    py::gil_scoped_release release;
    for (py::handle item : items)
//                         ^^^^^ error[api-call-without-gil]
        crunch(1);
}

void over_iterable(py::iterable &items)
{
    py::gil_scoped_release release;
    for (auto item : items)
//                   ^^^^^ error[api-call-without-gil]
        crunch(1);
}

void over_what_is_made(const py::object &items)
{
    for (auto item : py::list(items)) {
        py::gil_scoped_release release;
        crunch(1);
    }
}

void an_element_of_a_list(const py::list &items)
{
    for (auto item : items) {
        py::gil_scoped_release release;
        item.attr("close");
//           ^^^^ error[api-call-without-gil]
    }
}

void over_numbers(const py::list &items)
{
    std::vector<int> numbers;
    for (auto item : items)
        numbers.push_back(item.cast<int>());
    py::gil_scoped_release release;
    for (auto number : numbers)
        crunch(number);
    crunch(numbers[0]);
}

bool compared(const py::object &a, const py::object &b)
{
    py::gil_scoped_release release;
    return a < b;
//         ^^^^^ error[api-call-without-gil]
}

bool same(const py::object &a, const py::object &b)
{
    py::gil_scoped_release release;
    // Compares the pointers.
    return a.is(b) || !a;
}

int compared_numbers(int a, int b, const char *name)
{
    py::gil_scoped_release release;
    return a < b ? a + b : name[0];
}

void called(const std::vector<py::function> &callbacks)
{
    py::gil_scoped_release release;
    callbacks[0](1);
//  ^^^^^^^^^^^^ error[api-call-without-gil]
    for (auto &callback : callbacks)
        callback(1);
//      ^^^^^^^^ error[api-call-without-gil]
}

void called_by_name(std::map<std::string, py::function> &callbacks)
{
    py::gil_scoped_release release;
    callbacks["done"](1);
//  ^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

// A std::function made of a Python function takes the GIL itself.
void called_behind_a_guard(const std::vector<std::function<void(int)>> &callbacks)
{
    py::gil_scoped_release release;
    callbacks[0](1);
    for (auto &callback : callbacks)
        callback(1);
}

struct Table {
    py::dict entries;
    std::vector<int> sizes;

    int size()
    {
        py::gil_scoped_release release;
        return crunch(sizes[0]) + this->sizes[1];
    }
    void look_up()
    {
        py::gil_scoped_release release;
        auto entry = entries["x"]["y"];
//                   ^^^^^^^^^^^^ error[api-call-without-gil]
    }
    void go_over()
    {
        py::gil_scoped_release release;
        for (auto entry : this->entries)
//                        ^^^^^^^^^^^^^ error[api-call-without-gil]
            crunch(1);
        for (auto size : sizes)
            crunch(size);
    }
};

void look_up(Table &table)
{
    py::gil_scoped_release release;
    auto entry = table.entries["x"];
//               ^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}
