#include <Python.h>

extern int clock_wait(int seconds);

static PyObject *
nap(PyObject *self, PyObject *args)
{
    int seconds;
    int left;

    if (!PyArg_ParseTuple(args, "i", &seconds))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    left = clock_wait(seconds);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(left);
}

static PyMethodDef methods[] = {
    {"nap", nap, METH_VARARGS, "Sleep for so many seconds."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "naps",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC
PyInit_naps(void)
{
    return PyModule_Create(&module);
}
