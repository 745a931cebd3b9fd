// A callback that takes the GIL for one message and forgets it for another. It is handed over where the GIL is released.
#include <Python.h>

struct scan {
    PyObject *data;
    PyObject *found;
    int holds_gil;
};

extern int library_scan(const char *path, int (*callback)(int message, void *user), void *user);

static int on_message(int message, void *user)
//         ^^^^^^^^^^ error[callback-without-gil]
{
    struct scan *scan = user;
    PyGILState_STATE state;

    if (message == 1) {
        PyObject *value = PyDict_GetItemString(scan->data, "value");
        return value != NULL;
    }
    state = PyGILState_Ensure();
    PyList_Append(scan->found, Py_None);
    PyGILState_Release(state);
    return 0;
}

/* Whoever has the GIL says so: one way with the GIL, one without. */
static int told_by_a_flag(int message, void *user)
{
    struct scan *scan = user;
    PyGILState_STATE state = PyGILState_UNLOCKED;

    if (!scan->holds_gil)
        state = PyGILState_Ensure();
    PyList_Append(scan->found, Py_None);
    if (!scan->holds_gil)
        PyGILState_Release(state);
    return message;
}

/* Handed over with the GIL held: it may be called at once. */
static int called_at_once(int message, void *user)
{
    struct scan *scan = user;
    PyGILState_STATE state;

    if (message == 1)
        return PyDict_GetItemString(scan->data, "value") != NULL;
    state = PyGILState_Ensure();
    PyList_Append(scan->found, Py_None);
    PyGILState_Release(state);
    return 0;
}

static PyObject *scan_file(PyObject *self, PyObject *data)
{
    struct scan scan = {data, PyList_New(0), 0};

    library_scan("first", called_at_once, &scan);
//  ^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_BEGIN_ALLOW_THREADS
    library_scan("second", on_message, &scan);
    library_scan("third", told_by_a_flag, &scan);
    Py_END_ALLOW_THREADS
    return scan.found;
}
