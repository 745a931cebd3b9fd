// Near misses: comments, strings, types and operands that are not evaluated do not run.
#include <Python.h>
#include <stdio.h>
#include <assert.h>

extern void crunch(char *scratch, size_t n);

static PyObject *run(PyObject *self, PyObject *unused)
{
    char scratch[256];

    Py_BEGIN_ALLOW_THREADS
    /* PyErr_SetString(PyExc_ValueError, "in a comment"); */
    // Py_DECREF(self);
    snprintf(scratch, sizeof(scratch), "Py_DECREF(%s); PyErr_Clear();", "self \" PyErr_Clear(); \\");
    scratch['('] = ')';
    crunch(scratch, sizeof(PyLong_FromLong(1)) + sizeof(PyObject *));
    assert(!PyErr_Occurred());
#if 0
    PyErr_SetString(PyExc_ValueError, "compiled out");
#endif
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
