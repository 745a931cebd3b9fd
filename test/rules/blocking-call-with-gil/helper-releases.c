// Near miss: the helper gives the GIL up around the part that blocks.
#include <Python.h>
#include <unistd.h>

static void pause_politely(unsigned seconds)
{
    Py_BEGIN_ALLOW_THREADS
    sleep(seconds);
    Py_END_ALLOW_THREADS
}

PyObject *run(PyObject *self, PyObject *unused)
{
    pause_politely(1);
    Py_RETURN_NONE;
}
