// A library's function that waits.
// gilint.toml: blocking-functions = ["engine_wait"]
#include <Python.h>

extern int engine_wait(int seconds);
extern int engine_turn(int seconds);

PyObject *run(int seconds)
{
    int status = engine_turn(seconds);

    status += engine_wait(seconds);
//            ^^^^^^^^^^^ info[blocking-call-with-gil] (high) engine_wait
    return PyLong_FromLong(status);
}
