// A helper makes the module for two versions of Python; the import comes to it through PyInit_answers.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_size = -1,
};

static PyObject *make(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
#ifdef Py_GIL_DISABLED
    PyUnstable_Module_SetGIL(module, Py_MOD_GIL_USED);
#endif
    PyModule_AddIntConstant(module, "answer", 42);
    return module;
}

PyMODINIT_FUNC PyInit_answers(void)
{
    return make();
}
