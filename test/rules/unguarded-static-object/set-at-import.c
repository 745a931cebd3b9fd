// Near misses: what is only written while the module is imported, and read afterwards.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static PyObject *error;
static PyObject *registry;
static long limit;

static int fill(PyObject *module)
{
    error = PyErr_NewException("spam.Error", NULL, NULL);
    registry = PyDict_New();
    limit = 10;
    return error == NULL || registry == NULL ? -1 : PyModule_AddObjectRef(module, "Error", error);
}

static PyObject *fail(PyObject *self, PyObject *unused)
{
    PyErr_Format(error, "more than %ld", limit);
    return NULL;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, fill},
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static PyMethodDef methods[] = {
    {"fail", fail, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "spam", NULL, 0, methods, slots};

PyMODINIT_FUNC PyInit_spam(void)
{
    return PyModuleDef_Init(&definition);
}
