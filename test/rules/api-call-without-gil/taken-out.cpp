// What is moved out of a container before it is dropped there leaves nothing to destroy.
#include <pybind11/pybind11.h>
#include <deque>
#include <queue>
#include <utility>

namespace py = pybind11;

void taken(std::deque<py::object> &jobs, py::object &job)
{
    py::gil_scoped_release release;
    job.release();
    auto one = std::move(jobs.front());
    jobs.pop_front();
    one.release();
    jobs.pop_front();
//       ^^^^^^^^^ error[api-call-without-gil]
}

void other_end(std::deque<py::object> &jobs)
{
    py::gil_scoped_release release;
    auto one = std::move(jobs.back());
    one.release();
    jobs.pop_front();
//       ^^^^^^^^^ error[api-call-without-gil]
    jobs.pop_back();
}

void another(std::queue<py::object> &jobs, std::queue<py::object> &old)
{
    py::gil_scoped_release release;
    auto one = std::move(jobs.front());
    one.release();
    old.pop();
//      ^^^ error[api-call-without-gil]
    jobs.pop();
}
