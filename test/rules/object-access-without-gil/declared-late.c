// Where the code declares behind other statements, so does the fix; two of one name get two names.
#include <Python.h>

extern int compare(const char *left, const char *right);

static PyObject *same(PyObject *self, PyObject *left, PyObject *data)
{
    PyThreadState *state;
    int equal;

    if (left == data)
        Py_RETURN_TRUE;
    double started = 0.0;
    state = PyEval_SaveThread();
    equal = started < 1 && compare("", "") == 0;
    equal += compare(PyBytes_AS_STRING(left), "") == 0;
//                   ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    PyEval_RestoreThread(state);
    return PyBool_FromLong(equal);
}
