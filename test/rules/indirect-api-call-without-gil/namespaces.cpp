// The nearest namespace's function is meant.
#include <Python.h>

void report() { PyErr_Clear(); }

namespace quiet {

void report() {}

namespace inner {

void run()
{
    Py_BEGIN_ALLOW_THREADS
    report();
    ::report();
//  ^^^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
}

} // namespace inner
} // namespace quiet

namespace {

void hidden() { PyErr_Clear(); }

} // namespace

void run()
{
    Py_BEGIN_ALLOW_THREADS
    quiet::report();
    report();
//  ^^^^^^ error[indirect-api-call-without-gil]
    hidden();
//  ^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
}
