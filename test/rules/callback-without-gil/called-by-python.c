// Near misses: what Python itself calls, it calls with the GIL held.
#include <Python.h>

static PyObject *hook;

static void forget(PyObject *capsule)
{
    PyErr_Clear();
    Py_XDECREF(PyCapsule_GetContext(capsule));
}

static int trace(PyObject *object, PyFrameObject *frame, int what, PyObject *argument)
{
    Py_XDECREF(PyObject_CallNoArgs(hook));
    return 0;
}

static void module_free(void *module)
{
    Py_CLEAR(hook);
}

static PyObject *wrap(PyObject *self, PyObject *object)
{
    PyEval_SetTrace(trace, NULL);
    return PyCapsule_New(object, "spam", forget);
}

static PyMethodDef methods[] = {
    {"wrap", wrap, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "spam", .m_size = -1, .m_methods = methods, .m_free = module_free,
};

PyMODINIT_FUNC PyInit_spam(void)
{
    return PyModule_Create(&module);
}
