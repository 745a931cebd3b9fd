// Near miss: a result says that the GIL is held and has to be given back, NULL that it is not. And one that says it on one path only.
#include <Python.h>

PyObject *find_method(PyObject *self, const char *name, PyGILState_STATE *state)
{
    PyObject *method;

    if (self == NULL)
        return NULL;
    *state = PyGILState_Ensure();
    method = PyObject_GetAttrString(self, name);
    if (method == NULL) {
        PyErr_Clear();
        goto release;
    }
    if (PyCallable_Check(method))
        return method;
    Py_DECREF(method);
release:
    PyGILState_Release(*state);
    return NULL;
}

PyObject *find_any(PyObject *names, PyGILState_STATE *state)
{
    PyObject *found;

    *state = PyGILState_Ensure();
    found = PyDict_GetItemString(names, "any");
    if (found != NULL)
        Py_INCREF(found);
    else
        PyGILState_Release(*state);
    return found;
}

int call_method(PyObject *self, PyGILState_STATE *state)
{
    PyObject *result;

    *state = PyGILState_Ensure();
    result = PyObject_CallMethod(self, "run", NULL);
    if (result == NULL)
        return 0;
//      ^^^^^^^^^ error[unbalanced-gilstate]
    Py_DECREF(result);
    PyGILState_Release(*state);
    return 0;
}
