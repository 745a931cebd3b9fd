// Lambdas for other threads: a future's and a detached thread's run without the GIL; for a pool of somebody else's it cannot be told.
#include <functional>
#include <future>
#include <thread>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Pool {
public:
    void submit(std::function<void()> job);
};

void start(Pool &pool)
{
    std::thread([] { PyErr_Clear(); }).detach();
//              ^ error[callback-without-gil]
    auto later = std::async([] { PyErr_Clear(); });
//                          ^ error[callback-without-gil]
    auto taken = std::async(std::launch::async, [] {
        py::gil_scoped_acquire acquire;
        PyErr_Clear();
    });
    pool.submit([] { PyErr_Clear(); });
    std::jthread last([] {
        PyGILState_STATE state = PyGILState_Ensure();
        PyErr_Clear();
        PyGILState_Release(state);
    });
}
