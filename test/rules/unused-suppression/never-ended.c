// Near miss: a stretch without an end goes on to the end of the file.
#include <Python.h>

extern int crunch(void);

/* gilint: ignore-start[api-call-without-gil] an example of what not to do */
static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        PyErr_Clear();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
