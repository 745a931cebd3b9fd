// The module says that it can do without the GIL, in a function that its initialisation calls.
// gilint.toml: select = ["free-threading"]
// does-not-compile: PyUnstable_Module_SetGIL is new in Python 3.13
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_size = -1,
};

static int set_up(PyObject *module)
{
    PyUnstable_Module_SetGIL(module, Py_MOD_GIL_NOT_USED);
    return PyModule_AddIntConstant(module, "answer", 42);
}

PyMODINIT_FUNC PyInit_answers(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL || set_up(module) < 0)
        return NULL;
    return module;
}
