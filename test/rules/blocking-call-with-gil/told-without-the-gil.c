// Waits where the function was told that it does not have the GIL, and where it was told that it has.
#include <Python.h>
#include <unistd.h>

void rest(void)
{
    if (PyGILState_Check()) {
        Py_BEGIN_ALLOW_THREADS
        sleep(1);
        Py_END_ALLOW_THREADS
    }
    else {
        sleep(1);
    }
}

void rest_wrongly(void)
{
    if (PyGILState_Check()) {
        sleep(1);
//      ^^^^^ info[blocking-call-with-gil]
        PyErr_Clear();
    }
    else {
        sleep(1);
    }
}
