// The slot comes from a macro of the project, which is empty where Python does not know it.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

//- compat.h
#ifdef Py_mod_gil
#define GIL_SLOT {Py_mod_gil, Py_MOD_GIL_USED},
#else
#define GIL_SLOT
#endif

//- module.c
#include <Python.h>
#include "compat.h"

static PyModuleDef_Slot slots[] = {
    GIL_SLOT
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
