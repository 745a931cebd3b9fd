// A class that nothing is known of but its name, which speaks of the GIL: what it does cannot be told.
#include <Python.h>
#include <thread>
#include "elsewhere.h"

void spawn()
{
    std::thread([]() {
        AcquireGIL lock;
        PyErr_Print();
    }).detach();
}

void spawn_without()
{
    std::thread([]() {
//              ^ error[callback-without-gil]
        AcquireLogger lock;
        PyErr_Print();
    }).detach();
}
