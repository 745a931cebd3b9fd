// Handed over in a table of a library that nothing here knows; it takes the GIL, so it is called without it.
#include <Python.h>

struct option {
    const char *name;
    int (*parse)(const char *value, PyObject *owner);
};

static int parse_option(const char *value, PyObject *owner)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(owner, "s", value);

    if (result == NULL)
        PyErr_Print();
    PyGILState_Release(gstate);
    if (result == NULL)
        return 0;
    Py_DECREF(result);
//  ^^^^^^^^^ error[api-call-without-gil]
    return 1;
}

struct option options[] = { { "spam", parse_option }, { NULL, NULL } };
