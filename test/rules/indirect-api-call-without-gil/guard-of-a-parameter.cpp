// The guard is a class inside a template's parameter: which one of those in the workspace it is, and what it does, cannot be told.
#include <mutex>
#include <pybind11/pybind11.h>

namespace py = pybind11;

template <typename Derived>
class Base {
public:
    void fill(py::list &list);
};

class Serial : public Base<Serial> {
public:
    class Lock {
    public:
        explicit Lock(Serial &owner) {}
    };
};

class Threaded : public Base<Threaded> {
public:
    class Lock {
    public:
        explicit Lock(Threaded &owner) : lock(owner.mutex) {}

    private:
        std::unique_lock<std::mutex> lock;
        py::gil_scoped_acquire gil;
    };
    void run(py::list &list);
    void run_unlocked(py::list &list);
    void fill_unlocked(py::list &list);
    std::mutex mutex;
};

template <typename Derived>
void Base<Derived>::fill(py::list &list)
{
    typename Derived::Lock lock(static_cast<Derived &>(*this));
    list[0] = py::none();
}

void Threaded::fill_unlocked(py::list &list)
{
    list[0] = py::none();
}

void Threaded::run(py::list &list)
{
    py::gil_scoped_release release;
    fill(list);
}

void Threaded::run_unlocked(py::list &list)
{
    py::gil_scoped_release release;
    fill_unlocked(list);
//  ^^^^^^^^^^^^^ error[indirect-api-call-without-gil]
}
