// Small C modules that the tests of the language server are about.

const METHODS = `
static PyMethodDef methods[] = {{"spam", spam, METH_O, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "spam", NULL, -1, methods};
PyMODINIT_FUNC PyInit_spam(void) { return PyModule_Create(&module); }
`;

/** `api-call-without-gil` at `Py_DECREF`. */
export const DECREF_IN_REGION = `#include <Python.h>

static PyObject *spam(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  Py_BEGIN_ALLOW_THREADS
  sleep(1);
  Py_DECREF(arg);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}
${METHODS}`;

/** What the finding of `DECREF_IN_REGION` is at. */
export const DECREF = "Py_DECREF(arg);";

/** Calls `helper` where the GIL is released: right or wrong, depending on `helper`. */
export const CALLS_HELPER = `#include <Python.h>
#include "helper.h"

static PyObject *spam(PyObject *self, PyObject *arg) {
  int n = 0;
  Py_BEGIN_ALLOW_THREADS
  n = helper(1);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(n);
}
${METHODS}`;

export const HELPER_HEADER = "int helper(int n);\n";

export const HARMLESS_HELPER = `#include "helper.h"

int helper(int n) {
  return n + 1;
}
`;

export const NEEDING_HELPER = `#include <Python.h>
#include "helper.h"

int helper(int n) {
  PyErr_Clear();
  return n + 1;
}
`;
