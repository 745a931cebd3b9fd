// Near miss: while the module is imported there is little to stall. The same helper for a method is another matter.
#include <Python.h>
#include <stdio.h>

static int configure(PyObject *module)
{
    FILE *file = fopen("settings", "r");
//               ^^^^^ info[blocking-call-with-gil] (low)

    return file == NULL ? PyModule_AddIntConstant(module, "MISSING", 1) : 0;
}

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "machine", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_machine(void)
{
    PyObject *module = PyModule_Create(&definition);

    if (module != NULL && configure(module) < 0)
        return NULL;
    return module;
}

PyObject *load(PyObject *self, PyObject *name)
{
    FILE *file = fopen(PyUnicode_AsUTF8(name), "r");
//               ^^^^^ info[blocking-call-with-gil]

    return PyBool_FromLong(file != NULL);
}
