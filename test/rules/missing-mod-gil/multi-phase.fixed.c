// A module with slots that does not say whether it needs the GIL.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static int fill(PyObject *module)
{
    return PyModule_AddIntConstant(module, "answer", 42);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, fill},
#ifdef Py_GIL_DISABLED
    {Py_mod_gil, Py_MOD_GIL_USED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_answers(void)
{
    return PyModuleDef_Init(&definition);
}
