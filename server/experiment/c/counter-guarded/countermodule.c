/* The GIL is released around the counting, which guards the total with a lock of its own. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "count.h"

static PyObject *
count(PyObject *Py_UNUSED(module), PyObject *args)
{
    long times;
    if (!PyArg_ParseTuple(args, "l:count", &times)) {
        return NULL;
    }

    long total;
    Py_BEGIN_ALLOW_THREADS
    total = count_up(times);
    Py_END_ALLOW_THREADS

    return PyLong_FromLong(total);
}

static PyMethodDef functions[] = {
    {"count", count, METH_VARARGS, "count(times): add one to the total, so many times, and return the total."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "counter",
    .m_methods = functions,
};

PyMODINIT_FUNC
PyInit_counter(void)
{
    return PyModuleDef_Init(&definition);
}
