// A rule ignored, a rule that matters more, and a group that is off.
// gilint.toml: ignore = ["unguarded-shared-state", "stalls"]
// gilint.toml: severity = { "thread-unsafe-call" = "error", "empty-region" = "off" }
#include <Python.h>
#include <time.h>
#include <unistd.h>

static long calls;

PyObject *run(time_t when)
{
    Py_BEGIN_ALLOW_THREADS
    localtime(&when);
//  ^^^^^^^^^ error[thread-unsafe-call]
    calls++;
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    Py_END_ALLOW_THREADS
    sleep(1);
    Py_RETURN_NONE;
}
