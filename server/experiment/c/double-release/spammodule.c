/* The GIL is released twice. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "cprint_list.h"
#include "trace_python.h"

static PyObject *
print_list(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *list;
    double delay, gap;
    if (!PyArg_ParseTuple(args, "O!dd:print_list", &PyList_Type, &list, &delay, &gap)) {
        return NULL;
    }

    /* A tuple of our own: no other thread can take a string out of it, so the pointers into its strings stay good
       for as long as we keep it. */
    PyObject *words = PyList_AsTuple(list);
    if (words == NULL) {
        return NULL;
    }

    Py_ssize_t count = PyTuple_Size(words);
    const char **strings = PyMem_New(const char *, count + 1);
    if (strings == NULL) {
        Py_DECREF(words);
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        strings[i] = PyUnicode_AsUTF8(PyTuple_GetItem(words, i));
        if (strings[i] == NULL) { /* not a str: TypeError is set */
            PyMem_Free(strings);
            Py_DECREF(words);
            return NULL;
        }
    }
    strings[count] = NULL;

    Py_BEGIN_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS /* there is nothing left to release */
    cprint_list(strings, delay, gap);
    Py_END_ALLOW_THREADS
    Py_END_ALLOW_THREADS

    PyMem_Free(strings);
    Py_DECREF(words);
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"print_list", print_list, METH_VARARGS, "print_list(strings, delay, gap): sleep, then print a list of strings."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)trace_add_functions},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "spam",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit_spam(void)
{
    return PyModuleDef_Init(&definition);
}
