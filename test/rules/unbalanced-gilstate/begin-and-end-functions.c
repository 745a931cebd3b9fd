// Near miss: one function begins, its partner ends; the state waits in a struct.
#include <Python.h>

struct guard {
    PyGILState_STATE state;
};

void guard_begin(struct guard *guard)
{
    guard->state = PyGILState_Ensure();
}

void guard_end(struct guard *guard)
{
    PyGILState_Release(guard->state);
}
