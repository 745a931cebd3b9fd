#include "trace_python.h"

#include "trace.h"

static PyObject *
marks(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return Py_BuildValue("(LLL)", trace_when(TRACE_ENTERED), trace_when(TRACE_SLEPT), trace_when(TRACE_PRINTED));
}

static PyObject *
peak(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(trace_peak());
}

static PyMethodDef functions[] = {
    {"marks", marks, METH_NOARGS, "When the calling thread entered, slept and printed, in nanoseconds."},
    {"peak", peak, METH_NOARGS, "The most threads that were ever inside at once."},
    {NULL, NULL, 0, NULL},
};

int
trace_add_functions(PyObject *module)
{
    return PyModule_AddFunctions(module, functions);
}
