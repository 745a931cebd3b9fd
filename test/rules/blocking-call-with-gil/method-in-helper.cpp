// A method that waits, in a helper: the way down names it.
#include <Python.h>
#include <thread>
#include <vector>

static void stop_all(std::vector<std::thread> &workers)
{
    for (auto &worker : workers)
        worker.join();
//             ^^^^ note: stop_all calls std::thread::join
}

PyObject *stop(PyObject *self, PyObject *args)
{
    std::vector<std::thread> workers;
    stop_all(workers);
//  ^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
