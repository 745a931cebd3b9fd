// Threads of the standard library have never taken the GIL.
#include <functional>
#include <future>
#include <thread>
#include <vector>
#include <pybind11/pybind11.h>

namespace py = pybind11;

static void plain(PyObject *callback)
//          ^^^^^ error[callback-without-gil]
{
    PyObject_CallNoArgs(callback);
}

static void taken(PyObject *callback)
{
    py::gil_scoped_acquire acquire;
    PyObject_CallNoArgs(callback);
}

class Worker {
public:
    void start()
    {
        thread_ = std::thread(&Worker::run, this);
    }
    void run()
//       ^^^ error[callback-without-gil]
    {
        Py_XDECREF(callback_);
    }

private:
    std::thread thread_;
    PyObject *callback_ = nullptr;
};

void start(PyObject *callback)
{
    std::thread first(plain, callback);
    std::thread second(taken, callback);
    std::thread third([callback] { PyErr_Clear(); });
//                    ^ error[callback-without-gil]
    std::vector<std::thread> pool;
    pool.emplace_back([callback]() { Py_DECREF(callback); });
//                    ^ error[callback-without-gil]
    auto answer = std::async(std::launch::async, [] { return PyList_New(0); });
//                                               ^ error[callback-without-gil]
    first.detach();
    second.detach();
    third.detach();
}

class Pool {
public:
    void start();
    void run()
//       ^^^ error[callback-without-gil]
    {
        Py_XDECREF(callback_);
    }
    void run_taken()
    {
        py::gil_scoped_acquire acquire;
        Py_XDECREF(callback_);
    }
    void kept()
    {
        Py_XDECREF(callback_);
    }

private:
    std::vector<std::thread> threads_;
    std::vector<std::function<void()>> tasks_;
    PyObject *callback_ = nullptr;
};

void Pool::start()
{
    threads_.emplace_back(&Pool::run, this);
    this->threads_.emplace_back(&Pool::run_taken, this);
    tasks_.emplace_back(std::bind(&Pool::kept, this));
}
