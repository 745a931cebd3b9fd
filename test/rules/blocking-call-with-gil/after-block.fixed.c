// Inside a region, but on the stretch where the GIL was taken back.
#include <Python.h>
#include <unistd.h>

extern int crunch(void);

PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    sleep(1);
    while (crunch() < 0) {
        Py_BLOCK_THREADS
        if (PyErr_CheckSignals() < 0)
            return NULL;
        Py_BEGIN_ALLOW_THREADS
        sleep(1);
        Py_END_ALLOW_THREADS
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
