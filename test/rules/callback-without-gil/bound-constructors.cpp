// `py::init<…>()` has Python call a constructor, under the guard of the binding.
#include <memory>
#include <string>
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace shapes {
struct Named {
    explicit Named(const std::string &name) : text(PyUnicode_FromString(name.c_str())) {}
//           ^^^^^ error[callback-without-gil]
    Named(const std::string &name, int n) : text(nullptr), size(n) {}
    PyObject *text;
    int size = 0;
};

struct Listed {
    explicit Listed(int n);
    py::list items;
};

Listed::Listed(int n)
//      ^^^^^^ error[callback-without-gil]
{
    items.append(n);
}

struct Taking {
    explicit Taking(int n)
    {
        py::gil_scoped_acquire acquire;
        object = PyLong_FromLong(n);
    }
    PyObject *object;
};

struct Held {
    explicit Held(int n) : object(PyLong_FromLong(n)) {}
    PyObject *object;
};

// Which of them is called the types only tell.
struct Several {
    explicit Several(int n) : size(n) {}
    explicit Several(double x) : object(PyFloat_FromDouble(x)) {}
    PyObject *object = nullptr;
    int size = 0;
};
}

void bind(py::module_ &m)
{
    py::class_<shapes::Named>(m, "Named")
        .def("__len__", [](const shapes::Named &named) { return named.size; })
        .def(py::init<const std::string &>(), py::call_guard<py::gil_scoped_release>())
        .def(py::init<const std::string &, int>(), py::call_guard<py::gil_scoped_release>());
    py::class_<shapes::Listed, std::shared_ptr<shapes::Listed>> listed(m, "Listed");
    listed.def(py::init<int>(), py::call_guard<py::gil_scoped_release>());
    py::class_<shapes::Taking>(m, "Taking").def(py::init<int>(), py::call_guard<py::gil_scoped_release>());
    py::class_<shapes::Held>(m, "Held").def(py::init<int>());
    py::class_<shapes::Several>(m, "Several").def(py::init<int>(), py::call_guard<py::gil_scoped_release>());
}
