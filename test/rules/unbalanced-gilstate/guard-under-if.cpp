// A guard that one way of compiling has: it ends where that way does, and on no other.
#include <pybind11/pybind11.h>
namespace py = pybind11;

void work(int i);

int in_a_block(int n)
{
    if (n < 0) {
        return 0;
    } else {
#ifdef EMBEDDED
        py::gil_scoped_acquire acquire;
#endif
        for (int i = 0; i < n; ++i)
            work(i);
    }
    return 1;
}

int left_early(int n)
{
#ifdef EMBEDDED
    py::gil_scoped_acquire acquire;
    if (n < 0)
        return 0;
#endif
    try {
        work(n);
    } catch (...) {
        return -1;
    }
    return 1;
}

int in_a_loop(int n)
{
    for (int i = 0; i < n; ++i) {
#ifdef EMBEDDED
        py::gil_scoped_acquire acquire;
#else
        py::gil_scoped_release release;
#endif
        if (i == 3)
            continue;
        work(i);
    }
    return 1;
}

void by_hand(int n)
{
#ifdef EMBEDDED
    PyGILState_STATE state = PyGILState_Ensure();
#endif
    work(n);
//  ^^^^ error[unbalanced-gilstate]
    PyGILState_Release(state);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate]
}
