// A guard that is made without arguments, since its declaration has defaults for them; and a macro without a semicolon in front of the
// namespace that all of it lies in.
#include <Python.h>

#define REGISTER_CLASS(type, name) static const char *registered_##type = name;

namespace engine {
class Runtime {
public:
    class Gil {
        PyGILState_STATE state_;

    public:
        Gil(const char *reason = nullptr);
        ~Gil();
    };
    static void log(const char *text, bool now = false);
};
} // namespace engine

REGISTER_CLASS(Runtime, "engine::Runtime")

namespace engine {

Runtime::Gil::Gil(const char *reason)
    : state_(PyGILState_Ensure())
{
}

Runtime::Gil::~Gil()
{
    PyGILState_Release(state_);
}

void Runtime::log(const char *text, bool now)
{
    PySys_WriteStderr("%s", text);
}

/** Points to a guard, and makes none. */
class Report {
    Runtime::Gil *gil_;

public:
    Report(Runtime::Gil *gil) : gil_(gil) {}
};

void run()
{
    Py_BEGIN_ALLOW_THREADS
    {
        Runtime::Gil gil;
        Report report(&gil);
        PyErr_CheckSignals();
        Runtime::log("checked");
    }
    PyErr_CheckSignals();
//  ^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Runtime::log("done");
//  ^^^^^^^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
}

} // namespace engine
