// The module is made in the head of the check.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit_answers(void)
{
    PyObject *m;

    if ((m = PyModule_Create(&definition)) == NULL)
        return NULL;
#ifdef Py_GIL_DISABLED
    PyUnstable_Module_SetGIL(m, Py_MOD_GIL_USED);
#endif
    PyModule_AddIntConstant(m, "answer", 42);
    return m;
}
