// Nothing checks what was made before it is used.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit_answers(void)
{
    PyObject *module = PyModule_Create(&definition);
//                     ^^^^^^^^^^^^^^^ info[missing-mod-gil]
    PyModule_AddIntConstant(module, "answer", 42);
    return module;
}
