// The definition is not in the workspace: what its slots say is not known.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

extern struct PyModuleDef definition;

PyMODINIT_FUNC PyInit_answers(void)
{
    return PyModuleDef_Init(&definition);
}
