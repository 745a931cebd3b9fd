// What is given to run at the end of a scope: written out, made by a macro, by a class of the project or one that is known.
#include <Python.h>

template <typename F> class Deferred {
public:
    explicit Deferred(F f) : run(f) {}
    ~Deferred() { run(); }

private:
    F run;
};

template <typename F> Deferred<F> deferred(F f) { return Deferred<F>(f); }

#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
#define DEFER(statement) auto PASTE(deferred_, __COUNTER__) = deferred([&]() { statement; })

int by_function(void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    auto guard = deferred([&]() { PyGILState_Release(state); });
    if (data == nullptr)
        return -1;
    PyErr_Clear();
    return 0;
}

int by_macro(void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    DEFER(PyGILState_Release(state));
    if (data == nullptr)
        return -1;
    PyErr_Clear();
    return 0;
}

int by_known_guard(void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    auto guard = gsl::finally([&] { PyGILState_Release(state); });
    if (data == nullptr)
        return -1;
    PyErr_Clear();
    return 0;
}

int too_late(void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    if (data == nullptr)
        return -1;
//      ^^^^^^^^^^ error[unbalanced-gilstate]
    DEFER(PyGILState_Release(state));
    PyErr_Clear();
    return 0;
}

int only_in_a_block(void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    if (data == nullptr) {
        DEFER(PyGILState_Release(state));
        PyErr_Clear();
    }
    return 0;
//  ^^^^^^^^^ error[unbalanced-gilstate]
}
