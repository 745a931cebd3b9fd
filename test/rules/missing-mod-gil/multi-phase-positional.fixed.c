// The definition's fields stand in their order, without names; the slots end with a brace of their own style.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static int fill(PyObject *module)
{
    return PyModule_AddIntConstant(module, "answer", 42);
}

static PyModuleDef_Slot answers_slots[] = {
	{Py_mod_exec, fill},
#ifdef Py_GIL_DISABLED
	{Py_mod_gil, Py_MOD_GIL_USED},
#endif
	{0, NULL}
};

static PyModuleDef answers_module = {
	PyModuleDef_HEAD_INIT, "answers", NULL, 0, NULL, answers_slots, NULL, NULL, NULL
};

PyMODINIT_FUNC
PyInit_answers(void)
{
	return PyModuleDef_Init(&answers_module);
}
