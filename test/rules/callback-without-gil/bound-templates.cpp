// Functions of templates, and those that make the object, are bound like others.
#include <memory>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

template <typename T> py::list listed(const std::vector<T> &values)
//                             ^^^^^^ error[callback-without-gil]
{
    py::list list;
    return list;
}

template <typename T> T sum(const std::vector<T> &values)
{
    T all{};
    for (const T &value : values)
        all += value;
    return all;
}

template <typename T> struct Index {
    py::bytes dump() const { return py::bytes("x"); }
//            ^^^^ error[callback-without-gil]
    template <typename Key> int find(const Key &key) const
//                              ^^^^ error[callback-without-gil]
    {
        return py::len(py::cast(key));
    }
    std::size_t size() const { return values.size(); }
    std::vector<T> values;
};

struct Model {
    static std::unique_ptr<Model> load(const std::string &path)
//                                ^^^^ error[callback-without-gil]
    {
        PyErr_CheckSignals();
        return std::make_unique<Model>();
    }
    static std::unique_ptr<Model> open(const std::string &path) { return std::make_unique<Model>(); }
    static std::unique_ptr<Model> parse(const py::bytes &text)
    {
        py::gil_scoped_acquire acquire;
        return open(std::string(text));
    }
};

void bind(py::module_ &m)
{
    m.def("listed", &listed<int>, py::call_guard<py::gil_scoped_release>());
    m.def("sum", &sum<double>, py::call_guard<py::gil_scoped_release>());
    py::class_<Index<int>>(m, "Index")
        .def("dump", &Index<int>::dump, py::call_guard<py::gil_scoped_release>())
        .def("find", &Index<int>::find<int>, py::call_guard<py::gil_scoped_release>())
        .def("size", &Index<int>::size, py::call_guard<py::gil_scoped_release>());
    py::class_<Model>(m, "Model")
        .def(py::init(&Model::load), py::call_guard<py::gil_scoped_release>())
        .def(py::init(&Model::open), py::call_guard<py::gil_scoped_release>())
        .def(py::init(&Model::parse), py::call_guard<py::gil_scoped_release>())
        .def(py::init([](int n) { py::print(n); return Model(); }), py::call_guard<py::gil_scoped_release>())
//                    ^ error[callback-without-gil]
        .def(py::init([](double n) { py::print(n); return Model(); }));
}
