// Two heads for one body, as modules for Python 2 and 3 have them; the next function is analysed too.
#include <Python.h>

extern int crunch(int part);
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "spam", NULL, -1, NULL};

#if PY_MAJOR_VERSION >= 3
PyMODINIT_FUNC PyInit_spam(void)
#else
PyMODINIT_FUNC initspam(void)
#endif
{
#if PY_MAJOR_VERSION >= 3
    return PyModule_Create(&module);
#else
    Py_InitModule("spam", NULL);
#endif
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
