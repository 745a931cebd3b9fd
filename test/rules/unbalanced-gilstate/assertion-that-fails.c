// After an assertion that cannot hold nothing follows: the second PyGILState_Release is that of the other path.
#include <Python.h>
#include <assert.h>

extern void cr_assert(int condition, const char *message);

void check_option(const char *script, PyObject *globals)
{
    PyGILState_STATE state = PyGILState_Ensure();

    if (PyRun_String(script, Py_file_input, globals, globals) == NULL) {
        PyErr_Print();
        PyGILState_Release(state);
        cr_assert(0, script);
    }
    PyGILState_Release(state);
}

void check_twice(const char *script, PyObject *globals, int failed)
{
    PyGILState_STATE state = PyGILState_Ensure();

    if (PyRun_String(script, Py_file_input, globals, globals) == NULL) {
        PyGILState_Release(state);
        cr_assert(failed, script);
    }
    PyGILState_Release(state);
//  ^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate]
}
