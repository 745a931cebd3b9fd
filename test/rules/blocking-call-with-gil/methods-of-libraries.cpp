// Threads, condition variables and futures of C++ wait in methods: what they are is told by the type of the object.
#include <Python.h>
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct Relay {
    void join() { joined = true; }
    bool joined = false;
};

struct Pool {
    void stop()
    {
        for (auto &one : threads)
            one.join();
    }
    std::vector<std::thread> threads;
    std::unique_ptr<std::thread> reaper;
    std::condition_variable idle;
    std::mutex mutex;
    bool busy = false;
};

static std::mutex ready_mutex;
static std::condition_variable ready;
static bool is_ready = false;

PyObject *wait_ready(PyObject *self, PyObject *unused)
{
    std::unique_lock<std::mutex> lock(ready_mutex);
//                               ^^^^ warning[lock-order-with-gil]
    ready.wait(lock, [] { return is_ready; });
//        ^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(1);
}

PyObject *wait_ready_released(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    std::unique_lock<std::mutex> lock(ready_mutex);
    ready.wait(lock, [] { return is_ready; });
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(1);
}

PyObject *wait_idle(Pool *pool, PyObject *unused)
{
    std::unique_lock<std::mutex> lock(pool->mutex);
    pool->idle.wait(lock, [] { return !pool->busy; });
//             ^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(1);
}

PyObject *stop_all(Pool *pool, PyObject *unused)
{
    pool->stop();
//        ^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(1);
}

PyObject *join_each(Pool *pool, PyObject *unused)
{
    pool->reaper->join();
//                ^^^^ info[blocking-call-with-gil]
    std::vector<std::thread> started;
    for (std::size_t i = 0; i < started.size(); i++)
        started[i].join();
//                 ^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(1);
}

PyObject *join_relay(PyObject *self, PyObject *unused)
{
    Relay relay;
    relay.join();
    return PyLong_FromLong(relay.joined);
}

PyObject *join_text(PyObject *self, Text *text)
{
    text->join();
    for (auto &part : text->parts)
        part.join(", ");
    return PyLong_FromLong(1);
}

PyObject *get_result(PyObject *self, PyObject *unused)
{
    std::future<int> result = std::async(compute);
    return PyLong_FromLong(result.get());
//                                ^^^ info[blocking-call-with-gil]
}

PyObject *get_of_others(PyObject *self, std::unique_ptr<std::future<int>> &result, Holder<int> *holder)
{
    return PyLong_FromLong(result.get() == holder->get());
}

PyObject *get_when_ready(PyObject *self, PyObject *unused)
{
    std::future<int> result = std::async(compute);
    if (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return PyLong_FromLong(0);
    return PyLong_FromLong(result.get());
}
