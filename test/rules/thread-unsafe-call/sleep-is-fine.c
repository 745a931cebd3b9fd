// Near miss: tables call sleep unsafe for the sake of signals; between threads it is not.
#include <Python.h>
#include <unistd.h>
#include <stdlib.h>

static PyObject *nap(unsigned seconds)
{
    Py_BEGIN_ALLOW_THREADS
    sleep(seconds);
    free(malloc(10));
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
