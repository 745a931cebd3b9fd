// An exception skips PyGILState_Release; a guard's destructor does not.
#include <stdexcept>
#include <string>
#include <Python.h>

static void run(const std::string &text)
{
    if (text.empty())
        throw std::invalid_argument("nothing to run");
    PyRun_SimpleString(text.c_str());
}

class Held {
public:
    Held() : state_(PyGILState_Ensure()) {}
    ~Held() { PyGILState_Release(state_); }

private:
    PyGILState_STATE state_;
};

void by_throw(const std::string &text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    if (PyRun_SimpleString(text.c_str()) < 0)
        throw std::runtime_error("it failed");
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate]
    PyGILState_Release(state);
}

void by_call(const std::string &text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    run(text);
//  ^^^ error[unbalanced-gilstate]
    PyGILState_Release(state);
}

void by_guard(const std::string &text)
{
    Held held;
    run(text);
}

void caught(const std::string &text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    try {
        run(text);
    } catch (...) {
        PyErr_Clear();
    }
    PyGILState_Release(state);
}

void released_in_handler(const std::string &text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    try {
        run(text);
        PyGILState_Release(state);
    } catch (...) {
        PyGILState_Release(state);
        throw;
    }
}

void twice(const std::string &text)
{
    PyGILState_STATE state = PyGILState_Ensure();
    try {
        run(text);
    } catch (...) {
        PyGILState_Release(state);
    }
    PyGILState_Release(state);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate]
}
