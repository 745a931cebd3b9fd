// Near miss: meant, and said so.
#include <Python.h>
#include <unistd.h>

PyObject *settle(PyObject *self, PyObject *unused)
{
    usleep(10); /* gilint: ignore[blocking-call-with-gil] ten microseconds, shorter than a switch */
    Py_RETURN_NONE;
}
