// A bound method waits for a lock of its class with the GIL in hand; a member of that name in another class is another lock.
#include <mutex>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Queue {
public:
    void put(int item)
    {
        std::lock_guard<std::mutex> guard(mutex_);
        items_.push_back(item);
        py::gil_scoped_acquire acquire;
        notify_();
    }
    int size()
    {
        std::lock_guard<std::mutex> guard(mutex_);
//                                  ^^^^^ warning[lock-order-with-gil]
        return static_cast<int>(items_.size());
    }
    bool empty() { return size() == 0; }

private:
    std::mutex mutex_;
    std::vector<int> items_;
    py::object notify_;
};

class Counter {
public:
    int count()
    {
        std::lock_guard<std::mutex> guard(mutex_);
//                                  ^^^^^ info[blocking-call-with-gil]
        return count_;
    }

private:
    std::mutex mutex_;
    int count_ = 0;
};

PYBIND11_MODULE(queues, m)
{
    py::class_<Queue>(m, "Queue")
        .def("put", &Queue::put, py::call_guard<py::gil_scoped_release>())
        .def("size", &Queue::size)
        .def("empty", &Queue::empty);
    py::class_<Counter>(m, "Counter").def("count", &Counter::count);
}
