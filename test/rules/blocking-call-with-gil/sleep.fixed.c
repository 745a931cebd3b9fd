// A second of sleep in which no other Python thread runs.
#include <Python.h>
#include <unistd.h>

static PyObject *nap(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    sleep(1);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"nap", nap, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
