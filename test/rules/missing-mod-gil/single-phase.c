// A module made in one go, and checked right after.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "answers",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit_answers(void)
{
    PyObject *module;

    module = PyModule_Create(&definition);
//           ^^^^^^^^^^^^^^^ info[missing-mod-gil]
    if (module == NULL)
        return NULL;
    if (PyModule_AddIntConstant(module, "answer", 42) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
