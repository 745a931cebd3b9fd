// Near miss: while the module is imported, no other thread has it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static int fill(PyObject *module)
{
    PyObject *dict = PyModule_GetDict(module);
    PyObject *name = PyDict_GetItemString(dict, "__name__");
    return name == NULL ? -1 : PyModule_AddObjectRef(module, "title", name);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, fill}, {0, NULL}};
