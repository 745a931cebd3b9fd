/* Lets Python read the trace. */
#ifndef SPAM_TRACE_PYTHON_H
#define SPAM_TRACE_PYTHON_H

#include <Python.h>

/* For a Py_mod_exec slot: adds marks() and peak() to the module. */
int trace_add_functions(PyObject *module);

#endif
