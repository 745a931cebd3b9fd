// A lambda that takes the GIL back is given to something that nothing is known of: it may run when that goes.
#include <Python.h>
#include <functional>
#include <stdio.h>

struct OnExit {};
template <class F> auto operator+(OnExit, F &&f);
template <class F> auto at_exit(F f);

void by_operator()
{
    PyThreadState *state = PyEval_SaveThread();
    auto guard = OnExit() + [&]() noexcept { PyEval_RestoreThread(state); };
    puts("x");
}

void by_function()
{
    PyThreadState *state = PyEval_SaveThread();
    auto guard = at_exit([&]() { PyEval_RestoreThread(state); });
    puts("x");
}

// Near misses: what is given has nothing to do with the GIL, or only keeps what it is given.
void closes_a_file(FILE *file)
{
    PyThreadState *state = PyEval_SaveThread();
    auto guard = at_exit([&]() { fclose(file); });
    puts("x");
}
//<^ error[exit-without-reacquire]

void keeps_it()
{
    PyThreadState *state = PyEval_SaveThread();
    std::function<void()> back = [&]() { PyEval_RestoreThread(state); };
    puts("x");
}
//<^ error[exit-without-reacquire]
