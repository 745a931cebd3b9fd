// GLib's checks return from the function: between Ensure and Release they leave with the GIL.
// does-not-compile: GLib's headers are not everywhere
#include <Python.h>
#include <glib-object.h>

static void on_signal(GObject *object, PyObject *callback)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *result;

    g_return_if_fail(object != NULL);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unbalanced-gilstate]
    result = PyObject_CallNoArgs(callback);
    Py_XDECREF(result);
    PyGILState_Release(state);
}

static gboolean on_event(GObject *object, PyObject *callback)
{
    PyGILState_STATE state;
    PyObject *result;

    /* Nothing has been taken yet. */
    g_return_val_if_fail(object != NULL, FALSE);
    state = PyGILState_Ensure();
    result = PyObject_CallNoArgs(callback);
    Py_XDECREF(result);
    PyGILState_Release(state);
    g_return_val_if_fail(G_IS_OBJECT(object), FALSE);
    return TRUE;
}
