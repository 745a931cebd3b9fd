// Starting Python takes a GIL that nobody else has: it waits for nothing.
#include <Python.h>
#include <mutex>
#include <thread>

static std::mutex starting, running;
static bool started;

class Interpreter {
public:
    Interpreter();
};

Interpreter::Interpreter()
{
    std::lock_guard<std::mutex> lock(starting);
//                              ^^^^ info[blocking-call-with-gil]
    if (!started) {
        Py_InitializeEx(0);
        started = true;
        PyEval_SaveThread();
    }
}

static void run()
{
    std::lock_guard<std::mutex> lock(running);
    PyGILState_STATE state = PyGILState_Ensure();
    PyRun_SimpleString("tick()");
    PyGILState_Release(state);
}

void start()
{
    std::thread(&run).detach();
}

PyObject *state(PyObject *self, PyObject *unused)
{
    std::lock_guard<std::mutex> first(starting);
//                              ^^^^^ info[blocking-call-with-gil]
    std::lock_guard<std::mutex> second(running);
//                              ^^^^^^ warning[lock-order-with-gil]
    return PyBool_FromLong(started);
}
