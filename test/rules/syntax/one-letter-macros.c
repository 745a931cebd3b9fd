// Macros of one letter that are statements, as kdb+'s header has them: `R` leaves the function.
#include <Python.h>

#define R return
#define Z static

typedef int I;
typedef void *K;
extern K raise_in_q(const char *what);

Z PyObject *callbacks[16];

Z K
called_back(I d)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *r = PyObject_CallFunction(callbacks[d], "i", d);

    if (r == NULL) {
        PyErr_Clear();
        PyGILState_Release(gstate);
        R raise_in_q("py");
    }
    Py_DECREF(r);
    PyGILState_Release(gstate);
    R 0;
}

Z K
called_back_badly(I d)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *r = PyObject_CallFunction(callbacks[d], "i", d);

    if (r == NULL) {
        PyErr_Clear();
        R raise_in_q("py");
//      ^ error[unbalanced-gilstate] without PyGILState_Release
    }
    Py_DECREF(r);
    PyGILState_Release(gstate);
    R 0;
}
