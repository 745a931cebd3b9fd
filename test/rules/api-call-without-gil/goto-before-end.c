// Near miss: the jump stays inside the region, and the error is set behind its end.
#include <Python.h>

extern int step(int n);

static PyObject *walk(PyObject *self, PyObject *unused)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
    if ((status = step(1)) < 0)
        goto done;
    if ((status = step(2)) < 0)
        goto done;
    status = step(3);
done:
    ;
    Py_END_ALLOW_THREADS
    if (status < 0) {
        PyErr_SetNone(PyExc_RuntimeError);
        return NULL;
    }
    Py_RETURN_NONE;
}
