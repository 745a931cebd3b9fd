// A signal comes at any time, on any thread: only what is made for it may be called.
#include <Python.h>
#include <signal.h>

static void on_interrupt(int number)
{
    PyErr_SetInterrupt();
}

static void on_child(int number)
//          ^^^^^^^^ error[callback-without-gil] on_child
{
    PyErr_SetString(PyExc_RuntimeError, "a child has ended");
}

static PyObject *install(PyObject *self, PyObject *unused)
{
    struct sigaction action = {.sa_handler = on_interrupt};

    sigaction(SIGINT, &action, NULL);
    signal(SIGCHLD, on_child);
    Py_RETURN_NONE;
}
