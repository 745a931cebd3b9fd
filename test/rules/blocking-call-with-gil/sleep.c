// A second of sleep in which no other Python thread runs.
#include <Python.h>
#include <unistd.h>

static PyObject *nap(PyObject *self, PyObject *unused)
{
    sleep(1);
//  ^^^^^ info[blocking-call-with-gil] sleep
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"nap", nap, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
